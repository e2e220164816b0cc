// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/diagnostic.hpp"
#include "core/engine/file_buffer.hpp"

#include <fstream>
#include <optional>
#include <ostream>
#include <string>

namespace dnslint::engine {

// Where a report goes: standard output, or a temporary file beside the target that takes its name
// when the report is whole. Without finish() the target stays as it was.
class output_file {
public:
   explicit output_file(std::string path);  // empty: standard output
   output_file(output_file const&) = delete;
   output_file& operator=(output_file const&) = delete;
   ~output_file();

   std::ostream& stream() { return stream_; }
   // A file without a name, beside the target or where temporary files are, for what can be written
   // at the end only. Its failures are those of the stream.
   std::iostream& aside();
   // Nothing more can be written.
   bool is_failed() { return !stream_ || !aside_; }
   // Why the file could not be opened or written: "No space left on device".
   std::string reason() const;
   // Flushes and renames; null when everything was written.
   std::optional<base::diagnostic> finish();
   // Standard output was closed by its reader, `head` for example: an ordinary end.
   bool reader_gone() const noexcept { return reader_gone_; }

private:
   std::string path_;
   std::string temporary_;
   int descriptor_ = -1;
   int open_error_ = 0;
   file_buffer buffer_;
   std::ostream stream_{&buffer_};
   std::fstream aside_;
   bool reader_gone_ = false;
};

}  // namespace dnslint::engine
