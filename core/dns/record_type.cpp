// SPDX-License-Identifier: Apache-2.0
#include "core/dns/record_type.hpp"

#include "core/base/escape.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace dnslint::dns {
namespace {

using enum field_kind;

constexpr std::array a_fields{record_field{"address", ipv4, "IPv4 address"}};
constexpr std::array ns_fields{
   record_field{"nsdname", domain_name, "host name of the name server"}};
constexpr std::array target_fields{
   record_field{"target", domain_name, "name that this one points to"}};
constexpr std::array soa_fields{
   record_field{"mname", domain_name, "name server where the zone is maintained"},
   record_field{"rname", domain_name, "mailbox of the zone's administrator, as a name"},
   record_field{"serial", u32, "version number of the zone"},
   record_field{"refresh", u32, "seconds until a secondary asks for a new version"},
   record_field{"retry", u32, "seconds until a failed refresh is tried again"},
   record_field{"expire", u32, "seconds after which a secondary stops answering"},
   record_field{"minimum", u32, "seconds for which absence may be cached"}};
constexpr std::array mx_fields{
   record_field{"preference", u16, "lower values are tried first"},
   record_field{"exchange", domain_name, "host name of the mail server"}};
constexpr std::array hinfo_fields{
   record_field{"cpu", character_string, "kind of computer"},
   record_field{
      "os", character_string, "its operating system; RFC 8482 answers to ANY with HINFO"}};
constexpr std::array txt_fields{record_field{"strings", character_strings, "character strings"}};
constexpr std::array rp_fields{
   record_field{"mbox", domain_name_uncompressed, "mailbox of who is responsible, as a name"},
   record_field{"txt", domain_name_uncompressed, "name whose TXT records say more"}};
constexpr std::array aaaa_fields{record_field{"address", ipv6, "IPv6 address"}};
constexpr std::array loc_fields{record_field{
   "location",
   location,
   "latitude, longitude, altitude, size and both precisions, as in zone files"}};
constexpr std::array srv_fields{
   record_field{"priority", u16, "lower values are tried first"},
   record_field{"weight", u16, "share among records of the same priority"},
   record_field{"port", u16, "port of the service"},
   record_field{"target", domain_name_uncompressed, "host name of the service"}};
constexpr std::array naptr_fields{
   record_field{"order", u16, "lower values come first"},
   record_field{"preference", u16, "lower values are tried first among records of the same order"},
   record_field{"flags", character_string, "what follows: U a URI, S a SRV record, A an address"},
   record_field{"services", character_string, "services and protocols that this record is for"},
   record_field{"regexp", character_string, "substitution that gives the next thing to look up"},
   record_field{"replacement", domain_name_uncompressed, "next name to look up, where no regexp"}};
constexpr std::array dname_fields{
   record_field{"target", domain_name_uncompressed, "name below which this subtree is found"}};
constexpr std::array ds_fields{
   record_field{"key_tag", u16, "key tag of the DNSKEY record"},
   record_field{"algorithm", u8, "DNSSEC algorithm number"},
   record_field{"digest_type", u8, "number of the digest algorithm"},
   record_field{"digest", bytes_hex, "digest of the DNSKEY record"}};
constexpr std::array sshfp_fields{
   record_field{"algorithm", u8, "of the host key: 1 RSA, 2 DSA, 3 ECDSA, 4 Ed25519, 6 Ed448"},
   record_field{"fingerprint_type", u8, "1 SHA-1, 2 SHA-256"},
   record_field{"fingerprint", bytes_hex, "fingerprint of the host key"}};
constexpr std::array rrsig_fields{
   record_field{"type_covered", type_number, "type of the records that are signed"},
   record_field{"algorithm", u8, "DNSSEC algorithm number"},
   record_field{"labels", u8, "labels of the owner that was signed; fewer are from a wildcard"},
   record_field{"original_ttl", u32, "TTL in the zone, in seconds"},
   record_field{"expiration", timestamp, "when it ends to be valid, in seconds since 1970"},
   record_field{"inception", timestamp, "when it begins to be valid, in seconds since 1970"},
   record_field{"key_tag", u16, "key tag of the DNSKEY record"},
   record_field{"signer_name", domain_name_uncompressed, "zone whose key signed"},
   record_field{"signature", bytes_base64, "signature in the algorithm's format"}};
constexpr std::array nsec_fields{
   record_field{"next_domain_name", domain_name_exact, "next name in the zone's canonical order"},
   record_field{"types", type_bitmap, "types that there are at the owner"}};
constexpr std::array dnskey_fields{
   record_field{"flags", u16, "256 for a zone key, 257 with the secure entry point bit"},
   record_field{"protocol", u8, "always 3"},
   record_field{"algorithm", u8, "DNSSEC algorithm number"},
   record_field{"public_key", bytes_base64, "public key in the algorithm's format"}};
constexpr std::array nsec3_fields{
   record_field{"hash_algorithm", u8, "1 SHA-1"},
   record_field{"flags", u8, "1 when unsigned delegations may be left out"},
   record_field{"iterations", u16, "how many further times the hash is computed"},
   record_field{"salt", salt, "what is appended before hashing"},
   record_field{"next_hashed_owner", hashed_owner, "next hash in the zone's order, in base32hex"},
   record_field{"types", type_bitmap, "types that there are at the name that was hashed"}};
constexpr std::array nsec3param_fields{
   record_field{"hash_algorithm", u8, "1 SHA-1"},
   record_field{"flags", u8, "always 0"},
   record_field{"iterations", u16, "how many further times the hash is computed"},
   record_field{"salt", salt, "what is appended before hashing"}};
constexpr std::array tlsa_fields{
   record_field{"usage", u8, "certificate usage: 0 PKIX-TA, 1 PKIX-EE, 2 DANE-TA, 3 DANE-EE"},
   record_field{"selector", u8, "0 the whole certificate, 1 its public key"},
   record_field{"matching_type", u8, "0 exact, 1 SHA-256, 2 SHA-512"},
   record_field{"data", bytes_hex, "certificate association data"}};
constexpr std::array openpgpkey_fields{
   record_field{"key", bytes_base64, "transferable public key of OpenPGP"}};
constexpr std::array svcb_fields{
   record_field{"priority", u16, "lower values are tried first; 0 is an alias"},
   record_field{"target", domain_name_exact, "host name of the service; . is the owner itself"},
   record_field{"params", service_parameters, "parameters of the service, as in zone files"}};
constexpr std::array uri_fields{
   record_field{"priority", u16, "lower values are tried first"},
   record_field{"weight", u16, "share among records of the same priority"},
   record_field{"target", uri, "URI of the service"}};
constexpr std::array caa_fields{
   record_field{"flags", u8, "128 when the property is critical"},
   record_field{"tag", tag, "name of the property: issue, issuewild, iodef"},
   record_field{"value", text, "value of the property"}};

// Ordered by type, for the search below.
constexpr std::array table{
   record_type{rrtype::a, "A", a_fields},
   record_type{rrtype::ns, "NS", ns_fields},
   record_type{rrtype::cname, "CNAME", target_fields},
   record_type{rrtype::soa, "SOA", soa_fields},
   record_type{rrtype::ptr, "PTR", target_fields},
   record_type{rrtype::hinfo, "HINFO", hinfo_fields},
   record_type{rrtype::mx, "MX", mx_fields},
   record_type{rrtype::txt, "TXT", txt_fields},
   record_type{rrtype::rp, "RP", rp_fields},
   record_type{rrtype::aaaa, "AAAA", aaaa_fields},
   record_type{rrtype::loc, "LOC", loc_fields},
   record_type{rrtype::srv, "SRV", srv_fields},
   record_type{rrtype::naptr, "NAPTR", naptr_fields},
   record_type{rrtype::dname, "DNAME", dname_fields},
   record_type{rrtype::ds, "DS", ds_fields},
   record_type{rrtype::sshfp, "SSHFP", sshfp_fields},
   record_type{rrtype::rrsig, "RRSIG", rrsig_fields},
   record_type{rrtype::nsec, "NSEC", nsec_fields},
   record_type{rrtype::dnskey, "DNSKEY", dnskey_fields},
   record_type{rrtype::nsec3, "NSEC3", nsec3_fields},
   record_type{rrtype::nsec3param, "NSEC3PARAM", nsec3param_fields},
   record_type{rrtype::tlsa, "TLSA", tlsa_fields},
   record_type{rrtype::smimea, "SMIMEA", tlsa_fields},
   record_type{rrtype::cds, "CDS", ds_fields},
   record_type{rrtype::cdnskey, "CDNSKEY", dnskey_fields},
   record_type{rrtype::openpgpkey, "OPENPGPKEY", openpgpkey_fields},
   record_type{rrtype::svcb, "SVCB", svcb_fields},
   record_type{rrtype::https, "HTTPS", svcb_fields},
   record_type{rrtype::uri, "URI", uri_fields},
   record_type{rrtype::caa, "CAA", caa_fields}};
static_assert(std::ranges::is_sorted(table, {}, &record_type::type));

std::optional<rrtype> generic_type(std::string_view digits)
{
   std::uint16_t number = 0;
   auto const* const end = digits.data() + digits.size();
   auto const [stop, failure] = std::from_chars(digits.data(), end, number);
   if (failure != std::errc{} || stop != end)
      return std::nullopt;
   return static_cast<rrtype>(number);
}

}  // namespace

std::span<record_type const> record_types() noexcept
{
   return table;
}

record_type const* find_record_type(rrtype type) noexcept
{
   auto const* const at = std::ranges::lower_bound(table, type, {}, &record_type::type);
   return at != table.end() && at->type == type ? at : nullptr;
}

std::string to_text(rrtype type)
{
   auto const* const row = find_record_type(type);
   return row != nullptr ? std::string{row->mnemonic}
                         : "TYPE" + std::to_string(static_cast<std::uint16_t>(type));
}

std::optional<rrtype> rrtype_from_text(std::string_view text)
{
   for (auto const& row : table)
      if (base::equal_ignoring_case(row.mnemonic, text))
         return row.type;
   if (!base::equal_ignoring_case(text.substr(0, 4), "TYPE"))
      return std::nullopt;
   return generic_type(text.substr(4));
}

}  // namespace dnslint::dns
