#include "ip/board_settings.hpp"

#include <boost/test/unit_test.hpp>

#include <arpa/inet.h>

namespace {

struct Board {
    IP_VIRTBOARD board;
    SIP_TLS_ENGINE engine;

    Board()
    {
        INIT_IP_VIRTBOARD(&board);
        INIT_SIP_TLS_ENGINE(&engine);
    }
    void with_tls()
    {
        board.E_SIP_tcpenabled = ENUM_Enabled;
        board.sip_tls_engine = &engine;
    }
    gc::BoardSettings accepted(std::string* warnings = nullptr)
    {
        gc::BoardSettings settings;
        std::string said;
        const auto error = gc::translate_board(board, 3, settings, warnings ? *warnings : said);
        BOOST_TEST(!error.has_value(), (error ? error->text : ""));
        return settings;
    }
    std::string refused()
    {
        gc::BoardSettings settings;
        std::string said;
        const auto error = gc::translate_board(board, 3, settings, said);
        BOOST_REQUIRE(error.has_value());
        BOOST_TEST(error->ip_error == IPERR_BAD_PARAM);
        return error->text;
    }
};

char* text(const char* literal) { return const_cast<char*>(literal); }

} // namespace

BOOST_AUTO_TEST_SUITE(board_settings)

BOOST_AUTO_TEST_CASE(a_board_as_initialised_listens_by_udp_on_5060_at_every_address)
{
    const gc::BoardSettings settings = Board{}.accepted();
    BOOST_TEST(settings.local_ip.is_unspecified());
    BOOST_TEST(settings.sip_port == 5060);
    BOOST_TEST(settings.udp_listens);
    BOOST_TEST(!settings.tcp_listens);
    BOOST_TEST(!settings.tls.has_value());
    BOOST_TEST(!settings.header_access);
    BOOST_TEST((settings.endpoint.default_transport == sip::TransportKind::udp));
    BOOST_TEST((settings.endpoint.persistence == sip::Persistence::transaction_user));
    BOOST_TEST(!settings.endpoint.outbound_proxy.has_value());
}

BOOST_AUTO_TEST_CASE(addresses_come_in_network_order)
{
    Board b;
    b.board.localIP.u_ipaddr.ipv4 = inet_addr("127.0.0.1");
    b.board.sip_signaling_port = 5070;
    const gc::BoardSettings settings = b.accepted();
    BOOST_TEST(settings.local_ip.to_string() == "127.0.0.1");
    BOOST_TEST(settings.sip_port == 5070);
}

BOOST_AUTO_TEST_CASE(port_zero_lets_the_kernel_choose)
{
    Board b;
    b.board.sip_signaling_port = 0;
    BOOST_TEST(b.accepted().sip_port == 0);
}

BOOST_AUTO_TEST_CASE(zeroed_addresses_mean_the_host_like_the_default)
{
    Board b;
    b.board.localIP = {};
    BOOST_TEST(b.accepted().local_ip.is_unspecified());
}

BOOST_AUTO_TEST_CASE(tls_settings_are_copied_out_of_the_programs_memory)
{
    Board b;
    b.with_tls();
    std::string key = "/k.pem";
    char* authorities[] = {text("/ca1.pem"), text("/ca2.pem")};
    b.engine.local_rsa_private_key_filename = key.data();
    b.engine.local_rsa_private_key_password = text("secret");
    b.engine.local_rsa_cert_filename = text("/c.pem");
    b.engine.ca_cert_number = 2;
    b.engine.ca_cert_filename = authorities;
    b.engine.local_cipher_suite = text("HIGH");
    b.engine.session_id = text("cache");
    b.engine.E_client_cert_required = ENUM_Enabled;
    b.engine.sip_tls_port = 5099;
    const gc::BoardSettings settings = b.accepted();
    key = "overwritten";
    BOOST_REQUIRE(settings.tls.has_value());
    BOOST_REQUIRE(settings.tls->identities.size() == 1U);
    BOOST_TEST(settings.tls->identities[0].private_key.location == "/k.pem");
    BOOST_TEST(settings.tls->identities[0].private_key_password == "secret");
    BOOST_TEST(settings.tls->identities[0].certificate.location == "/c.pem");
    BOOST_TEST(settings.tls->ca_files.size() == 2U);
    BOOST_TEST(settings.tls->ca_files[1].location == "/ca2.pem");
    BOOST_TEST(settings.tls->cipher_list == "HIGH");
    BOOST_TEST(settings.tls->session_id_context == "cache");
    BOOST_TEST(settings.tls->require_client_certificate);
    BOOST_TEST((settings.tls->minimum == tls::Version::tls1_2));
    BOOST_TEST((settings.tls->maximum == tls::Version::tls1_3));
    BOOST_TEST(settings.tls_port == 5099);
}

BOOST_AUTO_TEST_CASE(a_method_names_a_range_of_versions)
{
    using enum tls::Version;
    const auto range_is = [](EnumSIP_TLS_METHOD method, tls::Version lowest, tls::Version highest) {
        Board b;
        b.with_tls();
        b.engine.E_sip_tls_method = method;
        const auto settings = b.accepted();
        return settings.tls->minimum == lowest && settings.tls->maximum == highest;
    };
    BOOST_TEST(range_is(ENUM_TLS_METHOD_TLS_V1, tls1_2, tls1_3));
    BOOST_TEST(range_is(ENUM_TLS_METHOD_TLS_V1_1, tls1_1, tls1_3));
    BOOST_TEST(range_is(ENUM_TLS_METHOD_TLS_V1_2, tls1_2, tls1_2));
    BOOST_TEST(range_is(ENUM_TLS_METHOD_TLS_V1_3, tls1_3, tls1_3));
}

BOOST_AUTO_TEST_CASE(options_count_only_where_the_structure_has_them)
{
    Board b;
    b.with_tls();
    SIP_TLS_OPTIONS options;
    INIT_SIP_TLS_OPTIONS(&options);
    options.E_wildcards = ENUM_Enabled;
    options.watch_seconds = 30;
    b.engine.options = &options;
    const gc::BoardSettings settings = b.accepted();
    BOOST_TEST(settings.tls->wildcards);
    BOOST_TEST((settings.tls_upkeep.watch == std::chrono::seconds{30}));
    BOOST_TEST(settings.tls_upkeep.warning_days == 14);

    b.engine.options = reinterpret_cast<SIP_TLS_OPTIONS*>(1); // what lies behind a program's older structure
    b.engine.version = (sizeof(SIP_TLS_ENGINE) - sizeof(void*)) << 16 | SIP_TLS_ENGINE_VERSION;
    BOOST_TEST(!b.accepted().tls->wildcards);
}

BOOST_AUTO_TEST_CASE(an_identity_of_the_dss_fields_is_taken_when_there_is_no_other)
{
    Board b;
    b.with_tls();
    b.engine.local_dss_private_key_filename = text("/k.pem");
    b.engine.local_dss_cert_filename = text("/c.pem");
    BOOST_TEST(b.accepted().tls->identities.at(0).certificate.location == "/c.pem");
}

BOOST_AUTO_TEST_CASE(blocked_ports_neither_listen_nor_send)
{
    Board b;
    b.with_tls();
    b.engine.E_block_udp_port = ENUM_Enabled;
    b.engine.E_block_tcp_port = ENUM_Enabled;
    const gc::BoardSettings settings = b.accepted();
    BOOST_TEST(!settings.udp_listens);
    BOOST_TEST(!settings.tcp_listens);
    BOOST_TEST(!settings.endpoint.udp);
    BOOST_TEST(!settings.endpoint.tcp);
    BOOST_TEST(settings.endpoint.tls);
    BOOST_TEST((settings.endpoint.default_transport == sip::TransportKind::tls));
}

BOOST_AUTO_TEST_CASE(a_proxy_is_found_by_address_and_known_by_name)
{
    Board b;
    b.with_tls();
    b.board.outbound_proxy_IP.u_ipaddr.ipv4 = inet_addr("192.0.2.4");
    b.board.outbound_proxy_port = 5061;
    b.board.outbound_proxy_hostname = text("proxy.example.com");
    b.board.E_SIP_OutboundProxyTransport = ENUM_TLS;
    const auto proxy = b.accepted().endpoint.outbound_proxy;
    BOOST_REQUIRE(proxy.has_value());
    BOOST_TEST(proxy->host == "192.0.2.4");
    BOOST_TEST(proxy->port == 5061);
    BOOST_TEST(proxy->peer_name == "proxy.example.com");
    BOOST_TEST((proxy->transport == sip::TransportKind::tls));
}

BOOST_AUTO_TEST_CASE(a_proxy_is_kept_connected_when_nothing_must_be_looked_up_and_its_name_is_known)
{
    const auto kept = [](bool address, const char* name, EnumSIP_TransportProtocol transport,
                         EnumSIP_Persistence persistence = ENUM_PERSISTENCE_TRANSACT_USER) {
        Board b;
        b.with_tls();
        if (address)
            b.board.outbound_proxy_IP.u_ipaddr.ipv4 = inet_addr("192.0.2.4");
        b.board.outbound_proxy_hostname = const_cast<char*>(name);
        b.board.E_SIP_OutboundProxyTransport = transport;
        b.board.E_SIP_Persistence = persistence;
        return b.accepted().endpoint.outbound_proxy->keep_connected;
    };
    BOOST_TEST(kept(true, "proxy.example.com", ENUM_TLS));
    BOOST_TEST(!kept(true, nullptr, ENUM_TLS));
    BOOST_TEST(!kept(false, "proxy.example.com", ENUM_TLS));
    BOOST_TEST(kept(true, nullptr, ENUM_TCP));
    BOOST_TEST(!kept(false, "proxy.example.com", ENUM_TCP));
    BOOST_TEST(!kept(true, "proxy.example.com", ENUM_TLS, ENUM_PERSISTENCE_TRANSACT));
}

BOOST_AUTO_TEST_CASE(a_proxy_over_udp_needs_udp)
{
    Board b;
    b.with_tls();
    b.engine.E_block_udp_port = ENUM_Enabled;
    b.board.outbound_proxy_IP.u_ipaddr.ipv4 = inet_addr("192.0.2.4");
    BOOST_TEST(b.refused() ==
               "board 3: E_SIP_OutboundProxyTransport: ENUM_UDP is blocked by sip_tls_engine.E_block_udp_port");
}

BOOST_AUTO_TEST_CASE(a_transport_that_is_not_enabled_cannot_be_chosen)
{
    const auto choose = [](EnumSIP_TransportProtocol fallback, EnumSIP_TransportProtocol proxy, bool tcp) {
        Board b;
        b.board.E_SIP_DefaultTransport = fallback;
        b.board.E_SIP_OutboundProxyTransport = proxy;
        b.board.E_SIP_tcpenabled = tcp ? ENUM_Enabled : ENUM_Disabled;
        if (proxy != ENUM_UDP)
            b.board.outbound_proxy_IP.u_ipaddr.ipv4 = inet_addr("192.0.2.4");
        return b.refused();
    };
    BOOST_TEST(choose(ENUM_TCP, ENUM_UDP, false) == "board 3: E_SIP_DefaultTransport: ENUM_TCP needs E_SIP_tcpenabled");
    BOOST_TEST(choose(ENUM_TLS, ENUM_UDP, true).find("E_SIP_DefaultTransport: ENUM_TLS needs") != std::string::npos);
    BOOST_TEST(choose(ENUM_UDP, ENUM_TCP, false).find("E_SIP_OutboundProxyTransport: ENUM_TCP needs") !=
               std::string::npos);
    BOOST_TEST(choose(ENUM_UDP, ENUM_TLS, true).find("E_SIP_OutboundProxyTransport: ENUM_TLS needs") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_proxy_transport_needs_a_proxy_and_tls_needs_tcp)
{
    Board without_proxy;
    without_proxy.board.E_SIP_tcpenabled = ENUM_Enabled;
    without_proxy.board.E_SIP_OutboundProxyTransport = ENUM_TCP;
    BOOST_TEST(without_proxy.refused() == "board 3: E_SIP_OutboundProxyTransport: no outbound proxy is configured");

    Board without_tcp;
    without_tcp.with_tls();
    without_tcp.board.E_SIP_tcpenabled = ENUM_Disabled;
    BOOST_TEST(without_tcp.refused().find("E_SIP_tcpenabled must be ENUM_Enabled") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(half_an_identity_missing_files_and_senseless_values_are_named)
{
    Board no_key;
    no_key.with_tls();
    no_key.engine.local_rsa_cert_filename = text("/c.pem");
    BOOST_TEST(no_key.refused().find("sip_tls_engine.local_rsa_private_key_filename: is missing") != std::string::npos);

    Board no_certificate;
    no_certificate.with_tls();
    no_certificate.engine.local_dss_private_key_filename = text("/k.pem");
    BOOST_TEST(no_certificate.refused().find("local_dss_cert_filename: is missing") != std::string::npos);

    Board no_list;
    no_list.with_tls();
    no_list.engine.crl_number = 1;
    BOOST_TEST(no_list.refused().find("crl_filename: is NULL although") != std::string::npos);

    Board hole;
    hole.with_tls();
    char* files[] = {text("/ca.pem"), nullptr};
    hole.engine.ca_cert_number = 2;
    hole.engine.ca_cert_filename = files;
    BOOST_TEST(hole.refused().find("ca_cert_filename[1]: names no file") != std::string::npos);

    Board nobody_to_trust;
    nobody_to_trust.with_tls();
    nobody_to_trust.engine.E_client_cert_required = ENUM_Enabled;
    BOOST_TEST(nobody_to_trust.refused().find("E_client_cert_required: needs ca_cert_filename") != std::string::npos);

    Board odd_switch;
    odd_switch.board.E_SIP_tcpenabled = 7;
    BOOST_TEST(odd_switch.refused() == "board 3: E_SIP_tcpenabled: has no such value: 7");

    Board odd_method;
    odd_method.with_tls();
    odd_method.engine.E_sip_tls_method = 1;
    BOOST_TEST(odd_method.refused().find("E_sip_tls_method: has no such method: 1") != std::string::npos);

    Board many;
    many.board.sip_max_calls = 1'000'000;
    BOOST_TEST(many.refused().find("sip_max_calls: is 1000000, expected at most") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_this_version_lacks_is_accepted_and_said)
{
    Board b;
    b.board.E_SIP_PrackEnabled = ENUM_Enabled;
    std::string warnings;
    b.accepted(&warnings);
    BOOST_TEST(warnings.find("E_SIP_PrackEnabled") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
