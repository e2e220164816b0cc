// SPDX-License-Identifier: Apache-2.0
#include "core/report/domain_json.hpp"
#include "core/report/run_json.hpp"

namespace dnslint::report {
namespace {

// A part a line, so that a report can be read by tools that compare lines.
class json_report final : public writer {
public:
   explicit json_report(std::ostream& out)
   : out_{&out}
   {}

   void begin(run_info const& run, catalogue const& checks) override
   {
      domains_ = domain_json{checks};
      *out_ << R"({"schema":")" << schema
            << "\",\n\"run\":" << run_json(run, run_digest(run, checks))
            << ",\n\"catalogue\":" << catalogue_json(checks) << ",\n\"domains\":[";
   }

   void domain(audit::domain_record const& d) override
   {
      text_.clear();
      base::json_writer json{text_};
      json.begin_object();
      domains_.append(json, d);
      json.end_object();
      *out_ << (is_first_ ? "\n" : ",\n") << text_;
      is_first_ = false;
   }

   void end(summary const& s) override
   {
      *out_ << "\n],\n\"summary\":" << summary_json(s) << "}\n" << std::flush;
   }

private:
   std::ostream* out_;
   domain_json domains_{{}};
   std::string text_;  // of the domain that is being written
   bool is_first_ = true;
};

class jsonl_report final : public writer {
public:
   explicit jsonl_report(std::ostream& out)
   : out_{&out}
   {}

   void begin(run_info const& run, catalogue const& checks) override
   {
      domains_ = domain_json{checks};
      run_ = run_digest(run, checks);
   }

   void domain(audit::domain_record const& d) override
   {
      text_.clear();
      base::json_writer json{text_};
      json.begin_object();
      json.member("schema", schema);
      json.member("run", run_);
      domains_.append(json, d);
      json.end_object();
      *out_ << text_ << '\n';
   }

   void end(summary const&) override { *out_ << std::flush; }

private:
   std::ostream* out_;
   domain_json domains_{{}};
   std::string text_;  // of the domain that is being written
   std::string run_;
};

}  // namespace

std::unique_ptr<writer> make_json_writer(std::ostream& out)
{
   return std::make_unique<json_report>(out);
}

std::unique_ptr<writer> make_jsonl_writer(std::ostream& out)
{
   return std::make_unique<jsonl_report>(out);
}

}  // namespace dnslint::report
