#pragma once

#include "endpoint/flow_table.hpp"
#include "transaction/transaction_layer.hpp"

#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace sip {

/// RFC 3261 §18.2.2: when the connection of a request is lost, its response goes by a new one to the address that the
/// request came from, at the port of its Via.
class ResponseRerouter {
public:
    ResponseRerouter(TransactionLayer& transactions, FlowTable& flows) : transactions_{transactions}, flows_{flows} {}

    /// Where that would be. The Via's host is asserted over TLS; where it is a bare address, `proved`: the name that
    /// the lost connection proved.
    [[nodiscard]] static Target target_of(const Message& request, const Route& route, std::string_view proved);

    /// Sends what waits in `server`, now or when the connection opens. Nothing happens while its own way is good.
    void help(ServerId server, const Target& target);
    void flow_opened(const Flow& flow);
    void flow_closed(FlowId flow) { waiting_.erase(flow.value()); }
    /// The connection stays as long as the transaction, which may wait for the ACK by it.
    void handle(const TransactionEvent& event);

private:
    TransactionLayer& transactions_;
    FlowTable& flows_;
    std::unordered_map<std::uint64_t, std::vector<ServerId>> waiting_; ///< by flow
    std::unordered_map<ServerId, FlowUse> helped_;
};

} // namespace sip
