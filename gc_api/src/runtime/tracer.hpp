#pragma once

#include "sip/endpoint.hpp"

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace gc {

class Log;

/// Where the SIP ladder is written and how much of it. One for the process, shared by the boards.
///
///   TRUNKCALL_TRACE=1       one line for each message and connection, to stderr
///   TRUNKCALL_TRACE=2       with the whole messages, and why the stack did what it did
///   TRUNKCALL_TRACE=file    as 1, to the end of a file; 2:file as 2
class TraceOutput {
public:
    /// Null when the environment asks for none, or names a file that cannot be opened (said in the log).
    [[nodiscard]] static std::shared_ptr<TraceOutput> from_environment(Log& log);
    /// The end of a file; "2:file" for whole messages. Null when it cannot be opened: `error` says why.
    [[nodiscard]] static std::shared_ptr<TraceOutput> open(std::string_view file, std::string& error);
    TraceOutput(int descriptor, bool whole_messages, bool owns_descriptor);
    ~TraceOutput();
    TraceOutput(const TraceOutput&) = delete;
    TraceOutput& operator=(const TraceOutput&) = delete;

    [[nodiscard]] bool whole_messages() const { return whole_messages_; }
    /// Writes with one system call, so that lines of several processes may share a file.
    void write(std::string_view text);

private:
    std::mutex mutex_; ///< keeps the blocks of several boards apart
    int descriptor_;
    bool whole_messages_;
    bool owns_descriptor_;
};

/// One board's view of its messages as a readable ladder:
///
///   10:02:11.482193 B1 TLS 127.0.0.1:40112 --> 127.0.0.1:5061  INVITE sip:bob@localhost
///   10:02:11.483020 B1 TLS 127.0.0.1:40112 <-- 127.0.0.1:5061  200 OK (INVITE)
class LadderTracer final : public sip::Tracer {
public:
    LadderTracer(std::shared_ptr<TraceOutput> output, unsigned board);

    void message(const sip::Trace& trace) override;
    void flow_opened(sip::FlowId flow, const sip::Address& local, const sip::Address& remote,
                     const sip::Security* security) override;
    void flow_closed(sip::FlowId flow, sip::FlowError error, std::string_view reason) override;
    void note(std::string_view line) override;

private:
    [[nodiscard]] std::string line_start(std::string_view what) const;

    std::shared_ptr<TraceOutput> output_;
    unsigned board_;
};

/// The Call-ID of a message; empty when it has none.
[[nodiscard]] std::string_view call_id_of(std::string_view message);
/// "INVITE sip:bob@localhost" or "200 OK (INVITE)"; printable.
[[nodiscard]] std::string ladder_title(std::string_view message);
/// The message as text for people: lines indented, credentials masked, nothing unprintable.
[[nodiscard]] std::string masked_message(std::string_view message);

} // namespace gc
