// SPDX-License-Identifier: Apache-2.0
#include "core/lab/lab_host_file.hpp"

#include "core/base/escape.hpp"
#include "core/hosts/url.hpp"
#include "core/lab/lab_fault.hpp"
#include "core/lab/lab_schema.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace dnslint::resolver {

namespace {

namespace yaml = base::yaml;
using yaml::map_reader;

constexpr unsigned usual_status = 200;
constexpr unsigned moved = 301;

// RFC 9110 section 5.6.2.
bool is_field_name(std::string_view text)
{
   return !text.empty() && std::ranges::all_of(text, [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
             std::string_view{"!#$%&'*+-.^_`|~"}.find(c) != std::string_view::npos;
   });
}

bool is_field_value(std::string_view text)
{
   return std::ranges::none_of(text, [](char c) {
      return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == '\x7f';
   });
}

std::vector<std::string> certificate_words()
{
   std::vector<std::string> all;
   for (auto const e : hosts::certificate_errors())
      all.emplace_back(to_text(e));
   return all;
}

// The reply at one URL.
class reply_reader {
public:
   reply_reader(yaml::document const& doc, yaml::node const& value, base::diagnostics& errors)
   : value_{&value}
   , reader_{doc, value, "what a host says", errors, lab_host_shape()}
   {}

   lab_reply read()
   {
      read_response();
      read_delay();
      read_certificate();
      read_fault();
      reader_.done();
      refuse_company("fault", "a host that fails says nothing");
      refuse_company("certificate", "a host that is not proved is not asked for anything");
      return std::move(made_);
   }

private:
   yaml::node const& at(std::string_view key) const { return *value_->find(key); }

   void read_response()
   {
      auto const status = reader_.integer("status");
      auto const redirect = reader_.text("redirect");
      auto const* const headers = reader_.map("headers");
      auto const body = reader_.text("body");
      made_.response.status = redirect ? moved : usual_status;
      if (status)
         take_status(*status, body.has_value());
      if (status && redirect)
         reader_.fail(
            at("redirect"),
            "a redirect has the status 301",
            "write another one as 'status', with the header 'location'");
      if (redirect)
         add_header("location", at("redirect"), *redirect);
      if (headers != nullptr)
         for (auto const& entry : headers->entries)
            read_header(entry);
      made_.response.body = body.value_or("");
   }

   void take_status(std::int64_t status, bool has_body)
   {
      constexpr auto least = 200;
      constexpr auto most = 599;
      constexpr auto no_content = 204;
      constexpr auto not_modified = 304;
      if (status < least || status > most)
         return reader_.fail(at("status"), "a status is a number from 200 to 599");
      if (has_body && (status == no_content || status == not_modified))
         reader_.fail(at("body"), fmt::format("a response with status {} has no body", status));
      made_.response.status = static_cast<unsigned>(status);
   }

   // A name and its value, or the values of a header that comes several times.
   void read_header(yaml::node::entry const& entry)
   {
      auto const& [name, value] = entry;
      if (!is_field_name(name.text))
         return reader_.fail(
            name, fmt::format("'{}' is no name of a header", base::terminal_text(name.text)));
      if (value.is_scalar())
         return add_header(name.text, value, value.text);
      if (!value.is_list())
         return reader_.fail(name, "the value of a header is text, or a list of texts");
      for (auto const& item : value.items)
         if (item.is_scalar())
            add_header(name.text, item, item.text);
         else
            reader_.fail(item, "the value of a header is text");
   }

   void add_header(std::string name, yaml::node const& where, std::string const& text)
   {
      if (!is_field_value(text))
         return reader_.fail(
            where, "the value of a header is one line, without control characters");
      made_.response.headers.emplace_back(std::move(name), text);
   }

   void read_delay()
   {
      auto const text = reader_.text("delay");
      if (!text)
         return;
      if (auto const wait = duration_from_text(*text))
         made_.delay = *wait;
      else
         reader_.fail(at("delay"), "a delay is a duration of at most an hour", "write 300ms");
   }

   void read_certificate()
   {
      for (auto const& word : reader_.texts("certificate"))
         if (auto const e = hosts::certificate_error_from_text(word))
            made_.certificate.push_back(*e);
         else
            reader_.fail(
               at("certificate"),
               fmt::format("'{}' is no error of a certificate", base::terminal_text(word)),
               yaml::suggestion(word, certificate_words()));
      auto& all = made_.certificate;
      std::ranges::sort(all);
      all.erase(std::unique(all.begin(), all.end()), all.end());
      auto const* const list = value_->find("certificate");
      if (list != nullptr && list->is_list() && list->items.empty())
         reader_.fail(*list, "the certificate has no errors", "leave it out");
   }

   void read_fault()
   {
      auto const text = reader_.text("fault");
      if (!text)
         return;
      auto const words = host_fault_words();
      auto const found = std::ranges::find(words, *text);
      if (found != words.end())
         made_.fault = static_cast<host_fault>(found - words.begin());
      else
         reader_.fail(
            at("fault"),
            fmt::format("'{}' is no fault of a host", base::terminal_text(*text)),
            yaml::suggestion(*text, words));
   }

   void refuse_company(std::string_view key, std::string why)
   {
      if (value_->find(key) != nullptr && value_->entries.size() > 1)
         reader_.fail(at(key), fmt::format("'{}' stands alone", key), std::move(why));
   }

   yaml::node const* value_;
   map_reader reader_;
   lab_reply made_;
};

base::diagnostic wrong_at(base::location where, std::string message, std::string hint)
{
   auto d = base::error(std::move(message), std::move(hint));
   d.where = std::move(where);
   return d;
}

}  // namespace

void read_host(
   yaml::document const& doc,
   yaml::node::entry const& entry,
   lab_hosts& into,
   base::diagnostics& errors)
{
   auto const& [key, value] = entry;
   auto const url = hosts::https_url::from_text(key.text);
   if (!url)
      errors.push_back(wrong_at(
         doc.locate(key), url.errors().front().message, "write \"https://www.example.test/path\""));
   auto reply = reply_reader{doc, value, errors}.read();
   if (url && !into.try_emplace(url->to_text(), std::move(reply)).second)
      errors.push_back(wrong_at(doc.locate(key), "this URL is there twice", url->to_text()));
}

}  // namespace dnslint::resolver
