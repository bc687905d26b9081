#include "call_control/call_control.hpp"

#include "events/event_queue.hpp"
#include "gcip.h"
#include "ip/board_settings.hpp"
#include "params/parm_builder.hpp"

// What programs configure of boards and lines.
namespace gc {
namespace {

Error bad(std::string text) { return {EGC_INVPARM, IPERR_BAD_PARAM, std::move(text)}; }

std::string set(Line& line, const Parameter& row, const Parm& parm)
{
    const auto number = static_cast<unsigned long>(number_of(parm.value).value_or(0));
    switch (row.effect) {
    case ParameterEffect::event_mask: return change_mask(line.event_mask, number, parm.id);
    case ParameterEffect::state_mask: {
        unsigned long states = states_of_events(line.event_mask);
        const unsigned long other_events = line.event_mask & ~events_of_states(~0UL);
        std::string wrong = change_mask(states, number, parm.id);
        line.event_mask = other_events | events_of_states(states);
        return wrong;
    }
    case ParameterEffect::call_proceeding: line.sends_proceeding = number == GCCONTROL_TCCL; return {};
    default: return {};
    }
}

std::optional<unsigned long> read(const Line& line, const BoardConfig& board, const Parameter& row)
{
    switch (row.effect) {
    case ParameterEffect::event_mask: return line.event_mask;
    case ParameterEffect::state_mask: return states_of_events(line.event_mask);
    case ParameterEffect::read_mask:
        return row.set == GCSET_CALLSTATE_MSK ? states_of_events(line.event_mask) : line.event_mask;
    case ParameterEffect::call_proceeding:
        return line.sends_proceeding.value_or(board.sends_proceeding) ? GCCONTROL_TCCL : GCCONTROL_APP;
    default: return std::nullopt;
    }
}

} // namespace

Error CallControl::configure(Line* line, const std::vector<Parm>& parms, ParmBuilder* retrieved)
{
    std::unique_ptr<Outgoing> every_call; // of this block: a list of codecs takes the place of the one before
    Error error = configure(line, parms, retrieved, every_call);
    if (!line) {
        show_busy();
        show_handed_up();
    }
    if (!every_call)
        return error;
    if (!line) {
        config_.every_call.merge(*every_call);
        show_capabilities();
    } else if (line->every_call) {
        line->every_call->merge(*every_call);
    } else {
        line->every_call = std::move(every_call);
    }
    return error;
}

sip::sdp::LocalMedia CallControl::usual_media(const Line* line) const
{
    Outgoing outgoing = config_.every_call;
    if (line && line->every_call)
        outgoing.merge(*line->every_call);
    sip::sdp::LocalMedia media = media_;
    outgoing.media().apply_to(media);
    return media;
}

/// What OPTIONS is answered with.
void CallControl::show_capabilities()
{
    if (!settings_.third_party) // else they are the program's to describe
        loop_->endpoint().set_capabilities(usual_media(nullptr));
}

Error CallControl::configure(Line* line, const std::vector<Parm>& parms, ParmBuilder* retrieved,
                             std::unique_ptr<Outgoing>& every_call)
{
    const ParameterPlace place = line ? ParameterPlace::line : ParameterPlace::board;
    for (const Parm& parm : parms) { // those before a bad one stay set, as the manual says
        std::string wrong;
        const Parameter* const row = check_parameter(parm, place, wrong);
        if (!row)
            return bad(std::move(wrong));
        if (row->effect == ParameterEffect::read_mask) {
            if (!retrieved)
                return bad(
                    "GCPARM_GET_MSK: the mask comes with GCEV_SETCONFIGDATA; in EV_SYNC gc_GetConfigData reads it");
            retrieved->value(parm.set, parm.id, read(line, *row).value_or(0));
            continue;
        }
        if (row->effect == ParameterEffect::message) {
            if (!every_call)
                every_call = std::make_unique<Outgoing>();
            wrong = every_call->take(parm.set, parm.id, parm.value);
        } else {
            wrong = line ? set(*line, *row, parm) : config_.set(*row, parm);
        }
        if (!wrong.empty())
            return bad(std::move(wrong));
    }
    return {};
}

std::optional<unsigned long> CallControl::read(const Line* line, const Parameter& row) const
{
    return line ? gc::read(*line, config_, row) : config_.read(row);
}

void CallControl::configure_at_null(Line& line, ConfigRequest request)
{
    if (line.call)
        line.at_null.push_back(std::move(request));
    else
        configure_now(&line, line, request);
}

void CallControl::configure_now(Line* line, const Device& device, const ConfigRequest& request)
{
    ParmBuilder retrieved;
    const Error error = configure(line, request.parms, &retrieved);
    services_.events.post_unannounced(
        config_event(device, GCEV_SETCONFIGDATA, GCEV_SETCONFIGDATA_FAIL, request.id, error, retrieved.finish()));
}

void CallControl::configure_what_waited(Line& line)
{
    for (const ConfigRequest& request : std::exchange(line.at_null, {}))
        configure_now(&line, line, request);
}

} // namespace gc
