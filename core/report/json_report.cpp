// SPDX-License-Identifier: Apache-2.0
#include "core/report/line.hpp"
#include "core/report/line_packer.hpp"
#include "core/report/run_id.hpp"
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
      *out_ << R"({"schema":")" << schema << "\",\n\"run\":" << run_json(run, id_text(run, checks))
            << ",\n\"catalogue\":" << catalogue_json(checks) << ",\n\"domains\":[";
   }

   void domain(record const& d) override
   {
      *out_ << (is_first_ ? "\n{" : ",\n{") << d.json << '}';
      is_first_ = false;
   }

   void end(summary const& s) override
   {
      *out_ << "\n],\n\"summary\":" << summary_json(s) << "}\n" << std::flush;
   }

private:
   std::ostream* out_;
   bool is_first_ = true;
};

class jsonl_report final : public writer {
public:
   jsonl_report(std::ostream& out, bool packed)
   : out_{&out}
   {
      if (packed)
         packer_.emplace();
   }

   void begin(run_info const& run, catalogue const& checks) override
   {
      run_ = id_text(run, checks);
      write(run_line(run, run_, checks));
   }

   void domain(record const& d) override { write(line_of(run_, d)); }

   void end(summary const& s) override
   {
      if (!s.is_cut)
         write(summary_line(run_, s));
      if (packer_)
         end_frames(s.is_cut);
      *out_ << std::flush;
   }

private:
   void write(std::string const& line)
   {
      if (!packer_) {
         *out_ << line;
         return;
      }
      std::string frames;
      packer_->add(line, frames);
      *out_ << frames;
   }

   // A report without a seek table is visibly cut, too.
   void end_frames(bool is_cut)
   {
      std::string frames;
      if (is_cut)
         packer_->flush(frames);
      else
         packer_->end(frames);
      *out_ << frames;
   }

   std::ostream* out_;
   std::string run_;
   std::optional<line_packer> packer_;
};

}  // namespace

std::unique_ptr<writer> make_json_writer(std::ostream& out)
{
   return std::make_unique<json_report>(out);
}

std::unique_ptr<writer> make_jsonl_writer(std::ostream& out, bool packed)
{
   return std::make_unique<jsonl_report>(out, packed);
}

}  // namespace dnslint::report
