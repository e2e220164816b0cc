// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/diagnostic.hpp"
#include "core/scan/domain_line.hpp"
#include "core/scan/list_reader.hpp"
#include "core/scan/name_set.hpp"

#include <cstddef>
#include <functional>
#include <istream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dnslint::scan {

// What the arguments and lists of one run share: a domain is taken once, wherever it was given, and
// what is wrong is told as it is met (a duplicate as a note).
class domain_intake {
public:
   using report = std::function<void(base::diagnostic const&)>;

   // `seed` is the run's randomness; it decides nothing but who can make names collide.
   domain_intake(digest_key const& seed, report tell);

   // Null for what is empty, wrong or known already.
   std::optional<domain_input> take(parsed_line parsed, std::string const& file);
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

// Streams a list: text, CSV or JSON lines. Borrows the stream and the intake; holds one record.
class domain_list final : public domain_source {
public:
   // `column`: which has the domains, as list_form.hpp reads it; empty: the list says so.
   domain_list(std::istream& in, std::string file, domain_intake& into, std::string column = {});

   std::optional<domain_input> next() override;
   // Reading ended before the end of the list; it has been told.
   bool broken() const noexcept { return in_->bad(); }

private:
   std::optional<std::string_view> read_line();
   std::optional<std::string_view> read_record();

   std::istream* in_;
   std::string file_;
   list_reader reader_;
   domain_intake* into_;
   std::string buffer_;      // of one line
   std::string record_;      // of several
   std::size_t line_ = 0;    // the last one read
   std::size_t number_ = 0;  // of the record's first line
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
