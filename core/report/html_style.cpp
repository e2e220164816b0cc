// SPDX-License-Identifier: Apache-2.0
#include "core/report/html_style.hpp"

#include "core/base/encode.hpp"
#include "core/base/sha256.hpp"

#include <charconv>
#include <fmt/format.h>

namespace dnslint::report {
namespace {

// Colours have a contrast of 4.5 to 1 at least on both grounds; each stands beside a word.
constexpr std::string_view style = R"(
:root{color-scheme:light dark;--ground:#fff;--ink:#1b1f24;--quiet:#57606a;--line:#d0d7de;--field:#f6f8fa;
--critical:#a40e26;--high:#b62324;--medium:#7d4e00;--low:#0a5a8a;--info:#57606a;--unknown:#6639ba;--pass:#116329}
@media (prefers-color-scheme:dark){:root{--ground:#0d1117;--ink:#e6edf3;--quiet:#9da7b3;--line:#3d444d;--field:#161b22;
--critical:#ff9492;--high:#ff9492;--medium:#f0b72f;--low:#71b7ff;--info:#9da7b3;--unknown:#cb9eff;--pass:#4ae168}}
body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.5 system-ui,sans-serif}
main,footer{max-width:60rem;margin:auto;padding:1rem}
h1,h2,h3,h4{line-height:1.25;overflow-wrap:anywhere}
h3,h4{display:inline;margin:0;font-size:1.05rem}
a{color:inherit}
p,ul{margin:.4rem 0}
table{border-collapse:collapse;margin:1rem 0}
caption{text-align:left;font-weight:600;padding-bottom:.3rem}
th,td{text-align:left;vertical-align:top;padding:.3rem .8rem .3rem 0;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
td.count,th.count{text-align:right;overflow-wrap:normal}
details.domain{border:1px solid var(--line);border-radius:6px;margin:.6rem 0;content-visibility:auto;contain-intrinsic-size:auto 3rem}
summary{padding:.6rem .8rem;cursor:pointer;background:var(--field)}
.inside{padding:.2rem .8rem .8rem}
.finding{border-left:4px solid var(--quiet);padding:.1rem 0 .1rem .8rem;margin:1rem 0}
.quiet{color:var(--quiet)}
.word{font-weight:700}
.critical{border-color:var(--critical)}.critical .word,td.critical{color:var(--critical)}
.high{border-color:var(--high)}.high .word,td.high{color:var(--high)}
.medium{border-color:var(--medium)}.medium .word,td.medium{color:var(--medium)}
.low{border-color:var(--low)}.low .word,td.low{color:var(--low)}
.info{border-color:var(--info)}.info .word,td.info{color:var(--info)}
.unknown{border-color:var(--unknown)}.unknown .word{color:var(--unknown)}
.pass{border-color:var(--pass)}.pass .word{color:var(--pass)}
p,li,code{overflow-wrap:anywhere}
pre{background:var(--field);border:1px solid var(--line);border-radius:6px;padding:.6rem;white-space:pre-wrap;user-select:all}
.docs{white-space:pre-line}
)";

std::string bytes_of(std::string_view hex)
{
   std::string bytes;
   for (; hex.size() >= 2; hex.remove_prefix(2)) {
      unsigned value = 0;
      std::from_chars(hex.data(), hex.data() + 2, value, 16);
      bytes += static_cast<char>(value);
   }
   return bytes;
}

// CSP Level 3 section 2.3.1: the digest of what stands between the tags.
std::string policy()
{
   return fmt::format(
      "default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
      base::base64(bytes_of(base::sha256(style))));
}

}  // namespace

std::string html_head()
{
   return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"referrer\" content=\"no-referrer\">\n"
      "<title>dnslint report</title>\n<style>{}</style>\n</head>\n<body>\n",
      policy(),
      style);
}

}  // namespace dnslint::report
