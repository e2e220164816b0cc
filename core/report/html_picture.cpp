// SPDX-License-Identifier: Apache-2.0
#include "core/report/html_picture.hpp"

#include "core/report/prose.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace dnslint::report {
namespace {

using base::markup_text;

constexpr double picture_width = 320;
constexpr double row_height = 24;

std::string picture(
   std::string_view kind,
   double height,
   std::string_view title,
   std::string_view description,
   std::string_view content)
{
   return fmt::format(
      "<svg class=\"{}\" role=\"img\" viewBox=\"0 0 {} {}\">\n<title>{}</title>\n"
      "<desc>{}</desc>\n{}</svg>\n",
      kind,
      picture_width,
      height,
      markup_text(title),
      markup_text(description),
      content);
}

std::string cut(std::string_view text, std::size_t most)
{
   if (base::character_count(text) <= most)
      return std::string{text};
   return std::string{base::first_characters(text, most - 3)} + "...";
}

// One row of bars: a name, a bar from `left` on, and its number behind it.
struct bar {
   std::string name;
   double length = 0;  // 0 to 1
   std::string number;
   std::string kind;
};

std::string bar_svg(bar const& b, double y, double left)
{
   constexpr double number_room = 56;
   auto const length = b.length * (picture_width - left - number_room);
   return fmt::format(
      "<text x=\"0\" y=\"{}\">{}</text>"
      "<rect class=\"{}\" x=\"{}\" y=\"{}\" width=\"{:.1f}\" height=\"16\"></rect>"
      "<text x=\"{:.1f}\" y=\"{}\">{}</text>\n",
      y + 16,
      markup_text(b.name),
      b.kind,
      left,
      y + 4,
      length,
      left + length + 5,
      y + 16,
      markup_text(b.number));
}

std::string bars_svg(std::vector<bar> const& all, double left)
{
   std::string content;
   double y = 0;
   for (auto const& b : all) {
      content += bar_svg(b, y, left);
      y += row_height;
   }
   return content;
}

std::string description_of(std::vector<bar> const& all)
{
   std::string text;
   for (auto const& b : all)
      text += (text.empty() ? "" : "; ") + b.name + ": " + b.number;
   return text;
}

// A box of the way of mail: what it is, and what is published.
std::string box_svg(std::string_view kind, std::string_view label, std::string_view text, double y)
{
   constexpr std::size_t longest = 38;
   return fmt::format(
      "<rect class=\"box {}\" x=\"1\" y=\"{}\" width=\"318\" height=\"40\" rx=\"5\"></rect>"
      "<text class=\"strong\" x=\"10\" y=\"{}\">{}</text><text x=\"10\" y=\"{}\">{}</text>\n",
      kind,
      y,
      y + 16,
      markup_text(label),
      y + 33,
      markup_text(cut(text, longest)));
}

std::string arrow_svg(double y)
{
   return fmt::format("<path class=\"arrow\" d=\"M160 {} v12 m-4 -5 l4 5 l4 -5\"></path>\n", y);
}

std::string_view text_of(std::vector<published_line> const& all, std::string_view label)
{
   auto const found = std::ranges::find(all, label, &published_line::label);
   return found == all.end() ? std::string_view{} : std::string_view{found->text.bytes()};
}

std::string_view kind_of(std::string_view text)
{
   if (text == "none")
      return "missing";
   return text.starts_with("unknown") ? "unsure" : "there";
}

}  // namespace

std::string grade_class(std::string_view grade)
{
   auto const has_colour = grade.size() == 1 && std::string_view{"ABCDF"}.find(grade) != grade.npos;
   return fmt::format("grade-{}", has_colour ? grade : grade == "A+" ? "A" : "other");
}

std::string grades_picture(ranked_counts const& grades)
{
   std::size_t most = 1;
   for (auto const& [name, count] : grades)
      most = std::max(most, count);
   std::vector<bar> all;
   all.reserve(grades.size());
   for (auto const& [name, count] : grades)
      all.push_back(
         {name,
          static_cast<double>(count) / static_cast<double>(most),
          count_text(count),
          grade_class(name)});
   constexpr double names = 120;
   return all.empty() ? ""
                      : picture(
                           "bars",
                           row_height * static_cast<double>(all.size()),
                           "Domains by grade",
                           description_of(all),
                           bars_svg(all, names));
}

std::string losses_picture(std::vector<score::control_score> const& controls)
{
   constexpr std::size_t most_bars = 8;
   constexpr double least = 0.05;
   auto sorted = controls;
   std::erase_if(sorted, [](score::control_score const& c) {
      return c.lost < least;
   });
   std::ranges::stable_sort(sorted, std::greater{}, &score::control_score::lost);
   sorted.resize(std::min(sorted.size(), most_bars));
   std::vector<bar> all;
   all.reserve(sorted.size());
   for (auto const& c : sorted)
      all.push_back(
         {cut(c.control, 22), c.lost / sorted.front().lost, "-" + score_text(c.lost), "loss"});
   constexpr double names = 150;
   return all.empty() ? ""
                      : picture(
                           "bars",
                           row_height * static_cast<double>(all.size()),
                           "Points that each control costs",
                           description_of(all),
                           bars_svg(all, names));
}

std::string mail_picture(std::string const& domain, std::vector<published_line> const& published)
{
   auto const exchanges = text_of(published, "MX");
   auto const spf = text_of(published, "SPF");
   auto const dmarc = text_of(published, "DMARC");
   if (exchanges.empty() && spf.empty() && dmarc.empty())
      return {};
   std::string content;
   std::string description;
   double y = 1;
   auto const add = [&](std::string_view kind, std::string_view label, std::string_view text) {
      if (y > 1)
         content += arrow_svg(y - 14);
      content += box_svg(kind, label, text, y);
      description += fmt::format("{}{}: {}", description.empty() ? "" : "; ", label, text);
      y += 56;
   };
   add("there", "Mail from anybody", "in the name of " + domain);
   if (!spf.empty())
      add(kind_of(spf), "SPF: who may send", spf);
   if (!dmarc.empty())
      add(kind_of(dmarc), "DMARC: what becomes of forged mail", dmarc);
   if (!exchanges.empty())
      add(kind_of(exchanges), "MX: where mail for the domain goes", exchanges);
   return picture("path", y - 14, "The way of mail", description, content);
}

}  // namespace dnslint::report
