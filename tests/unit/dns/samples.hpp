// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/dns/record_type.hpp"

#include <string_view>
#include <vector>

namespace dnslint::dns::test {

// RDATA in the three forms that must agree: as its RFC draws it, as a master file may write it, and
// as this library writes it.
struct sample {
   rrtype type;
   std::string_view hex;
   std::string_view written;
   std::string_view canonical;
};

inline std::vector<sample> const& samples()
{
   static std::vector<sample> const all{
      {rrtype::a, "c0000201", "192.0.2.1", "192.0.2.1"},
      {rrtype::aaaa, "20010db8000000000000000000000001", "2001:DB8:0:0::1", "2001:db8::1"},
      {rrtype::aaaa, "00000000000000000000ffffc0000201", "::ffff:192.0.2.1", "::ffff:192.0.2.1"},
      {rrtype::ns, "026e73076578616d706c65047465737400", "NS", "ns.example.test."},
      {rrtype::cname, "0161016200", "A.B.", "a.b."},
      {rrtype::dname, "00", ".", "."},
      {rrtype::ptr, "03612e6200", "a\\.b.", "a\\.b."},
      {rrtype::soa,
       "016d00017200 000000010000000200000003000000 04ffffffff",
       "m. r. 1 2 3 4 4294967295",
       "m. r. 1 2 3 4 4294967295"},
      {rrtype::soa,
       "016d00017200 0000000100000e100000003c00015180 00093a80",
       "m. r. ( 1 ; serial\n 1h\n 1m 1d 1w )",
       "m. r. 1 3600 60 86400 604800"},
      {rrtype::mx, "000a026d7800", "10 MX.", "10 mx."},
      {rrtype::mx, "000000", "0 .", "0 ."},
      {rrtype::txt, "03612062 00", "\"a b\" \"\"", "\"a b\" \"\""},
      {rrtype::txt, "0161 0162", "a b", "\"a\" \"b\""},
      {rrtype::txt,
       "06225c3b00ff7f",
       "\"\\\"\\\\;\\000\\255\\127\"",
       "\"\\\"\\\\;\\000\\255\\127\""},
      {rrtype::srv, "0001 0002 0050 017800", "1 2 80 X.", "1 2 80 x."},
      {rrtype::caa,
       "00 05 6973737565 63612e74657374",
       "0 issue \"ca.test\"",
       "0 issue \"ca.test\""},
      {rrtype::caa, "80 05 696f646566", "128 iodef \"\"", "128 iodef \"\""},
      {rrtype::caa, "00 05 6973737565 613b2062", "0 issue \"a; b\"", "0 issue \"a; b\""},
      {rrtype::tlsa, "03 01 01 deadbeef", "3 1 1 DEAD BEEF", "3 1 1 deadbeef"},
      {rrtype::ds, "ec45 08 02 0102ff", "60485 8 2 0102FF", "60485 8 2 0102ff"},
      {rrtype::dnskey, "0101 03 0d 000102fd", "257 3 13 AAEC/Q==", "257 3 13 AAEC/Q=="},
      {rrtype::smimea, "03 00 02 deadbeef", "3 0 2 DEAD BEEF", "3 0 2 deadbeef"},
      {rrtype::cds, "ec45 05 01 2bb183", "60485 5 1 2BB183", "60485 5 1 2bb183"},
      {rrtype::cds, "0000 00 00 00", "0 0 0 00", "0 0 0 00"},
      {rrtype::cdnskey, "0101 03 0d 000102fd", "257 3 13 AAEC/Q==", "257 3 13 AAEC/Q=="},
      {rrtype::openpgpkey, "000102fd", "AAEC /Q==", "AAEC/Q=="},
      {rrtype::sshfp, "02 01 123456789abcdef0", "2 1 123456789ABCDEF0", "2 1 123456789abcdef0"},
      {rrtype::hinfo, "02 5043 05 4c696e7578", "PC Linux", "\"PC\" \"Linux\""},
      {rrtype::hinfo, "03 612062 00", "\"a b\" \"\"", "\"a b\" \"\""},
      {rrtype::hinfo, "07 52464338343832 00", "RFC8482 \"\"", "\"RFC8482\" \"\""},
      {rrtype::rp, "016d00 017400", "M. T.", "m. t."},
      {rrtype::rp, "00 00", ". .", ". ."},
      // RFC 4034 sections 3.3 and 4.3; a letter of NSEC stays large, one of RRSIG does not.
      {rrtype::rrsig,
       "0001 05 03 00015180 3e80a523 3e591823 0a52 076578616d706c6503636f6d00 a0904a",
       "A 5 3 86400 20030325185115 1046026275 2642 Example.com. oJBK",
       "A 5 3 86400 20030325185115 20030223185115 2642 example.com. oJBK"},
      {rrtype::nsec,
       "04 686f7374 07 6578616d706c65 03 636f6d 00 0006400100000003"
       "041b000000000000000000000000000000000000000000000000000020",
       "host.example.com. ( A MX RRSIG NSEC TYPE1234 )",
       "host.example.com. A MX RRSIG NSEC TYPE1234"},
      {rrtype::nsec, "0148 00 0001 40", "H. A", "H. A"},
      // RFC 5155 appendix A.
      {rrtype::nsec3,
       "01 01 000c 04 aabbccdd 14 174eb2409fe28bcb4887a1836f957f0a8425e27b 0007220100000002 90",
       "1 1 12 AABBCCDD 2T7B4G4VSA5SMI47K61MV5BV1A22BOJR NS SOA MX RRSIG DNSKEY NSEC3PARAM",
       "1 1 12 aabbccdd 2t7b4g4vsa5smi47k61mv5bv1a22bojr NS SOA MX RRSIG DNSKEY NSEC3PARAM"},
      {rrtype::nsec3, "01 00 0000 00 05 0123456789", "1 0 0 - 04HKAPS9", "1 0 0 - 04hkaps9"},
      {rrtype::nsec3param, "01 00 000c 04 aabbccdd", "1 0 12 aabbccdd", "1 0 12 aabbccdd"},
      {rrtype::nsec3param, "01 00 0000 00", "1 0 0 -", "1 0 0 -"},
      // RFC 3403 section 6.2.
      {rrtype::naptr,
       "0064 0032 01 53 02 7a33 00 05 5f7a333935 03 636f6d 00",
       "100 50 \"S\" \"z3\" \"\" _Z395.com.",
       "100 50 \"S\" \"z3\" \"\" _z395.com."},
      {rrtype::naptr,
       "0000 ffff 00 00 09 215e2e2a24217821 69 00",
       "0 65535 \"\" \"\" \"!^.*$!x!i\" .",
       "0 65535 \"\" \"\" \"!^.*$!x!i\" ."},
      {rrtype::uri,
       "000a 0001 6674703a2f2f6120625c22",
       "10 1 \"ftp://a b\\\\\\\"\"",
       "10 1 \"ftp://a b\\\\\\\"\""},
      // RFC 1876 section 4.
      {rrtype::loc,
       "00 33 16 13 89172dd0 70be15f0 00988d20",
       "42 21 54 N 71 06 18 W -24m 30m",
       "42 21 54.000 N 71 6 18.000 W -24m 30m 10000m 10m"},
      {rrtype::loc,
       "00 12 16 13 80000000 80000000 00989680",
       "0 N 0 E 0m",
       "0 0 0.000 N 0 0 0.000 E 0m 1m 10000m 10m"},
      {rrtype::loc,
       "00 00 99 25 7ffffc18 800003e9 ffffffff",
       "0 0 1 S 0 0 1.001 E 42849672.95m 0m 90000000m 2000m",
       "0 0 1.000 S 0 0 1.001 E 42849672.95m 0m 90000000m 2000m"},
      {rrtype::loc,
       "00 33 16 13 00000000 70be15f0 00988d20",
       "\\# 16 003316130000000070be15f000988d20",
       "\\# 16 003316130000000070be15f000988d20"},
      {rrtype::loc, "01 33", "\\# 2 0133", "\\# 2 0133"},
      // RFC 9460 appendix D.
      {rrtype::https, "0000 03 666f6f 00", "0 foo.", "0 foo."},
      {rrtype::svcb, "0001 00", "1 .", "1 ."},
      {rrtype::svcb, "0010 03 466f6f 00 0003 0002 0035", "16 Foo. port=53", "16 Foo. port=53"},
      {rrtype::svcb, "0001 00 029b 0005 68656c6c6f", "1 . key667=hello", "1 . key667=\"hello\""},
      {rrtype::svcb,
       "0001 00 029b 0009 68656c6c6fd2716f6f",
       "1 . key667=\"hello\\210qoo\"",
       "1 . key667=\"hello\\210qoo\""},
      {rrtype::svcb, "0001 00 029b 0000", "1 . key667", "1 . key667"},
      {rrtype::https,
       "0001 00 0006 0020 20010db8000000000000000000000001 20010db8000000000000000000530001",
       "1 . ipv6hint=\"2001:db8::1,2001:db8::53:1\"",
       "1 . ipv6hint=2001:db8::1,2001:db8::53:1"},
      {rrtype::svcb,
       "0010 00 0000 0004 0001 0004 0001 0009 026832 0568332d3139 0004 0004 c0000201",
       "16 . alpn=h2,h3-19 mandatory=ipv4hint,alpn ipv4hint=192.0.2.1",
       "16 . mandatory=alpn,ipv4hint alpn=h2,h3-19 ipv4hint=192.0.2.1"},
      {rrtype::https,
       "0001 00 0001 0003 026832 0002 0000 0005 0003 0001ff",
       "1 . alpn=h2 no-default-alpn ech=AAH/",
       "1 . alpn=h2 no-default-alpn ech=AAH/"},
      {static_cast<rrtype>(65280), "00ff", "\\# 2 00FF", "\\# 2 00ff"},
      {static_cast<rrtype>(65280), "", "\\# 0", "\\# 0"},
      {rrtype::a, "c0000201", "\\# 4 C0000201", "192.0.2.1"},
      // What master files cannot say in the type's own form.
      {rrtype::ds, "ec450802", "\\# 4 ec450802", "\\# 4 ec450802"},
      {rrtype::caa, "00 02 2d2b 61", "\\# 5 00022d2b61", "\\# 5 00022d2b61"},
      {rrtype::sshfp, "0401", "\\# 2 0401", "\\# 2 0401"},
      {rrtype::openpgpkey, "", "\\# 0", "\\# 0"},
   };
   return all;
}

}  // namespace dnslint::dns::test
