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
--heat0:#ffc9c4;--heat1:#ffe1d6;--heat2:#fff3c4;--heat3:#dff3fb;--heat4:#d9f7e0;--critical:#a40e26;--high:#b62324;--medium:#7d4e00;--low:#0a5a8a;--info:#57606a;--unknown:#6639ba;--pass:#116329}
@media (prefers-color-scheme:dark){:root{--ground:#0d1117;--ink:#e6edf3;--quiet:#9da7b3;--line:#3d444d;--field:#161b22;
--heat0:#5c1d22;--heat1:#4f2a1c;--heat2:#43360f;--heat3:#10344a;--heat4:#123d23;--critical:#ff9492;--high:#ff9492;--medium:#f0b72f;--low:#71b7ff;--info:#9da7b3;--unknown:#cb9eff;--pass:#4ae168}}
body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.5 system-ui,sans-serif}
main,footer{max-width:60rem;margin:auto;padding:1rem}
h1,h2,h3,h4{line-height:1.25;overflow-wrap:anywhere}
h3,h4{display:inline;margin:0;font-size:1.05rem}
a{color:inherit}
p,ul{margin:.4rem 0}
table{border-collapse:collapse;margin:1rem 0}
caption{text-align:left;font-weight:600;padding-bottom:.3rem}
th,td{text-align:left;vertical-align:top;padding:.3rem .8rem .3rem 0;border-bottom:1px solid var(--line)}
td.count,th.count{text-align:right}
td.critical,td.high,td.medium,td.low,td.info{border-color:var(--line)}
tbody th{white-space:nowrap}
.wide{overflow-x:auto}
h3.alone{display:block;margin:1rem 0 .3rem}
svg{display:block;width:100%;max-width:30rem;height:auto}
svg text{fill:var(--ink);font:13px system-ui,sans-serif}
svg text.strong{font-weight:600}
.pictures{display:flex;flex-wrap:wrap;gap:1rem 2rem;align-items:flex-start}
.pictures svg{flex:1 1 17rem;max-width:24rem}
rect.grade-A{fill:var(--pass)}rect.grade-B{fill:var(--low)}rect.grade-C{fill:var(--medium)}
rect.grade-D,rect.loss{fill:var(--high)}rect.grade-F{fill:var(--critical)}rect.grade-other{fill:var(--quiet)}
rect.box{fill:var(--field);stroke:var(--line)}rect.missing{stroke:var(--critical);stroke-dasharray:4 3}
rect.unsure{stroke:var(--unknown);stroke-dasharray:2 3}
path.arrow{fill:none;stroke:var(--quiet);stroke-width:1.5}
.heat0{background:var(--heat0)}.heat1{background:var(--heat1)}.heat2{background:var(--heat2)}
.heat3{background:var(--heat3)}.heat4{background:var(--heat4)}
td.heat0,td.heat1,td.heat2,td.heat3,td.heat4{padding-left:.4rem;padding-right:.4rem}
details.others{margin:.6rem 0}
.others li{content-visibility:auto;contain-intrinsic-size:auto 1.5rem}
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
@media (max-width:30rem){main{padding:.8rem}.title{display:none}}
@media print{:root{color-scheme:light;--ground:#fff;--ink:#000;--quiet:#444;--line:#999;--field:#fff}
.finding,svg,tr{break-inside:avoid}.wide{overflow:visible}body{font-size:10pt}}
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
