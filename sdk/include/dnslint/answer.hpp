// SPDX-License-Identifier: Apache-2.0
#ifndef DNSLINT_ANSWER_HPP
#define DNSLINT_ANSWER_HPP

#include <dnslint/value.hpp>

#include <cstddef>
#include <iterator>
#include <string_view>
#include <vector>

namespace dnslint {

// One record of an answer. The view is valid until the probe's coroutine has ended.
class record {
public:
   record(
      dnslint_dns const* dns,
      dnslint_reply const* reply,
      std::uint32_t section,
      std::uint64_t index) noexcept
   : dns_{dns}
   , reply_{reply}
   , section_{section}
   , index_{index}
   {}

   std::string_view owner() const noexcept { return detail::from_abi(raw().owner); }
   rrtype type() const noexcept { return static_cast<rrtype>(raw().type); }
   std::uint32_t ttl() const noexcept { return raw().ttl; }
   std::string_view rdata() const noexcept { return detail::from_abi(raw().rdata); }
   // The RDATA in master-file form.
   std::string_view to_text() const noexcept { return detail::from_abi(raw().text); }

   // A field by its key in docs/record-types.md; 0 or empty when the type has no such field.
   std::int64_t integer(std::string_view key) const noexcept { return field(key).integer; }
   std::string_view text(std::string_view key) const noexcept
   {
      return detail::from_abi(field(key).text);
   }
   // The character strings of a TXT record put together; bytes that are not UTF-8 stand as \DDD.
   std::string_view text() const noexcept { return text("text"); }
   // The character strings of a TXT record, bytes as they are.
   std::vector<std::string_view> strings() const { return texts("strings"); }
   // The elements of a field that is a list; empty when the type has no such field.
   std::vector<std::string_view> texts(std::string_view key) const
   {
      std::vector<std::string_view> all;
      auto const list = field(key);
      auto const count = list.kind == DNSLINT_LIST ? static_cast<std::uint64_t>(list.integer) : 0;
      for (std::uint64_t i = 0; i != count; ++i) {
         auto value = detail::empty_value();
         dns_->element(reply_, section_, index_, detail::to_abi(key), i, &value);
         all.push_back(detail::from_abi(value.text));
      }
      return all;
   }

   dnslint_reply const* reply() const noexcept { return reply_; }
   std::uint32_t section() const noexcept { return section_; }
   std::uint64_t index() const noexcept { return index_; }

private:
   dnslint_record raw() const noexcept
   {
      dnslint_record out{};
      out.size = sizeof out;
      dns_->record(reply_, section_, index_, &out);
      return out;
   }
   dnslint_value field(std::string_view key) const noexcept
   {
      auto out = detail::empty_value();
      dns_->field(reply_, section_, index_, detail::to_abi(key), &out);
      return out;
   }

   dnslint_dns const* dns_;
   dnslint_reply const* reply_;
   std::uint32_t section_;
   std::uint64_t index_;
};

// The records of one section, for a range-based for loop.
class record_range {
public:
   class iterator {
   public:
      using value_type = record;
      using difference_type = std::ptrdiff_t;

      iterator() = default;
      iterator(record_range const* range, std::uint64_t index) noexcept
      : range_{range}
      , index_{index}
      {}
      record operator*() const noexcept { return (*range_)[index_]; }
      iterator& operator++() noexcept
      {
         ++index_;
         return *this;
      }
      iterator operator++(int) noexcept { return {range_, index_++}; }
      bool operator==(iterator const& other) const noexcept { return index_ == other.index_; }

   private:
      record_range const* range_ = nullptr;
      std::uint64_t index_ = 0;
   };

   record_range(dnslint_dns const* dns, dnslint_reply const* reply, std::uint32_t section) noexcept
   : dns_{dns}
   , reply_{reply}
   , section_{section}
   {}

   std::uint64_t size() const noexcept { return dns_->count(reply_, section_); }
   bool empty() const noexcept { return size() == 0; }
   record operator[](std::uint64_t i) const noexcept { return {dns_, reply_, section_, i}; }
   iterator begin() const noexcept { return {this, 0}; }
   iterator end() const noexcept { return {this, size()}; }

private:
   dnslint_dns const* dns_;
   dnslint_reply const* reply_;
   std::uint32_t section_;
};

// The answer to one question: records, proved absence, or unknown with its cause. There is no
// conversion to bool, which would read as "no record" where the truth is "not known". The view is
// valid until the probe's coroutine has ended, and copies are cheap.
class answer {
public:
   answer() = default;
   answer(dnslint_dns const* dns, dnslint_reply const* reply) noexcept
   : dns_{dns}
   , reply_{reply}
   {}

   bool unknown() const noexcept { return dns_->status(reply_) == DNSLINT_REPLY_UNKNOWN; }
   bool absent() const noexcept { return dns_->status(reply_) == DNSLINT_REPLY_ABSENT; }
   bool has_records() const noexcept { return dns_->status(reply_) == DNSLINT_REPLY_RECORDS; }

   // Why the answer is unknown.
   dnslint::cause cause() const
   {
      dnslint_cause out{};
      out.size = sizeof out;
      dns_->cause(reply_, &out);
      return detail::from_abi(out);
   }

   // The records that were asked for. Empty if the answer is absent or unknown.
   record_range records() const noexcept { return {dns_, reply_, DNSLINT_SECTION_RECORDS}; }
   // The CNAME records that led to the records, in order.
   record_range chain() const noexcept { return {dns_, reply_, DNSLINT_SECTION_CHAIN}; }
   record_range authority() const noexcept { return {dns_, reply_, DNSLINT_SECTION_AUTHORITY}; }

   std::string_view canonical_name() const noexcept
   {
      return detail::from_abi(dns_->canonical_name(reply_));
   }
   // The name itself does not exist (NXDOMAIN, proved), rather than having no such records.
   bool nxdomain() const noexcept { return absent() && dns_->rcode(reply_) == 3; }
   bool secure() const noexcept { return dns_->secure(reply_) != 0; }

private:
   dnslint_dns const* dns_ = nullptr;
   dnslint_reply const* reply_ = nullptr;
};

}  // namespace dnslint

#endif
