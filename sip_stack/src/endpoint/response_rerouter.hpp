#pragma once

#include "endpoint/flow_table.hpp"
#include "transaction/transaction_layer.hpp"

#include <unordered_map>
#include <utility>
#include <vector>

namespace sip {

/// RFC 3261 §18.2.2: when the connection of a request is lost, its response goes by a new one to the address that the
/// request came from, at the port of its Via.
class ResponseRerouter {
public:
    ResponseRerouter(TransactionLayer& transactions, FlowTable& flows) : transactions_{transactions}, flows_{flows} {}

    /// Where that would be.
    [[nodiscard]] static Target target_of(const Message& request, const Route& route);

    /// Sends what waits in `server`, now or when the connection opens. Nothing happens while its own way is good.
    void help(ServerId server, const Target& target);
    void flow_opened(const Flow& flow);
    void flow_closed(FlowId flow) { waiting_.erase(flow.value()); }

private:
    TransactionLayer& transactions_;
    FlowTable& flows_;
    std::unordered_map<std::uint64_t, std::vector<std::pair<ServerId, FlowUse>>> waiting_; ///< by flow
};

} // namespace sip
