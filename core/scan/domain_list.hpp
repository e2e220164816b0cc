// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/diagnostic.hpp"
#include "core/dns/name.hpp"
#include "core/scan/name_set.hpp"

#include <cstddef>
#include <functional>
#include <istream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dnslint::scan {

constexpr std::size_t most_line_bytes = 4096;

// A domain to audit: its A-label name, with the text and line it was given as.
struct domain_input {
   dns::name name;
   std::string text;
   std::size_t line = 0;  // 0: from the command line
};

// One line or argument, understood. Exactly one of `input` and `problem` is set, or neither for an
// empty line or a comment; `note` says what was taken from a URL or an e-mail address.
struct parsed_line {
   std::optional<domain_input> input;
   std::optional<base::diagnostic> problem;
   std::optional<base::diagnostic> note;
};

// Comments (#), white space, CR, a UTF-8 BOM on the first line, a trailing dot and upper case are
// understood; U-labels become A-labels (IDNA 2008, UTS 46 mapping, libidn2); URLs and e-mail
// addresses give their domain. Addresses, wildcards, names with labels that no host or service
// name has, empty labels and over-long names are problems that say what to write instead.
parsed_line parse_domain_line(std::string_view line, std::string const& file, std::size_t number);

// What the arguments and lists of one run share: a domain is taken once, wherever it was given, and
// what is wrong is told as it is met (a duplicate as a note).
class domain_intake {
public:
   using report = std::function<void(base::diagnostic const&)>;

   // `seed` is the run's randomness; it decides nothing but who can make names collide.
   domain_intake(digest_key const& seed, report tell);

   // Null for what is empty, wrong or known already.
   std::optional<domain_input> take(
      std::string_view line, std::string const& file, std::size_t number);
   void tell(base::diagnostic const& d) { tell_(d); }
   std::size_t bad_lines() const noexcept { return bad_lines_; }

private:
   name_set seen_;
   report tell_;
   std::size_t bad_lines_ = 0;
};

// Where domains come from, one after the other.
class domain_source {
public:
   domain_source() = default;
   domain_source(domain_source const&) = delete;
   domain_source& operator=(domain_source const&) = delete;
   virtual ~domain_source() = default;

   // Null at the end.
   virtual std::optional<domain_input> next() = 0;
};

// Streams a list, one domain a line. Borrows the stream and the intake; holds one line.
class domain_list final : public domain_source {
public:
   domain_list(std::istream& in, std::string file, domain_intake& into);

   std::optional<domain_input> next() override;
   // Reading ended before the end of the list; it has been told.
   bool broken() const noexcept { return in_->bad(); }

private:
   std::optional<std::string_view> read_line();

   std::istream* in_;
   std::string file_;
   domain_intake* into_;
   std::string buffer_;
   std::size_t line_ = 0;
   bool ended_ = false;
};

// The domains of the command line. Borrows the intake.
class domain_arguments final : public domain_source {
public:
   domain_arguments(std::vector<std::string> arguments, domain_intake& into);

   std::optional<domain_input> next() override;

private:
   std::vector<std::string> arguments_;
   domain_intake* into_;
   std::size_t next_ = 0;
};

}  // namespace dnslint::scan
