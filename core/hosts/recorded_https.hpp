// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.hpp"
#include "core/hosts/recorded_reply.hpp"

#include <map>
#include <memory>
#include <set>
#include <string>

namespace dnslint::resolver {
class recorder;
class recording;
}  // namespace dnslint::resolver

namespace dnslint::hosts {

// Wraps a source so that its replies are recorded. A recording is one view of the hosts: an equal
// request that is made again gets the reply that was recorded. What was cancelled is not recorded.
// Borrows the recorder and the loop.
std::unique_ptr<https_source> make_recording_https(
   std::unique_ptr<https_source> from, base::event_loop& loop, resolver::recorder& to);

// The replies of a recording.
class https_recording {
public:
   // Errors name `file`.
   static base::result<https_recording> read(
      resolver::recording const& from, std::string const& file);

   recorded_reply const* find(https_key const& key) const;
   std::size_t size() const noexcept { return replies_.size(); }

private:
   std::map<https_key, recorded_reply> replies_;
};

// The URLs of a replay that the recording lacks.
using urls_not_recorded = std::set<std::string>;

// Answers from a recording: each reply takes as long as it took then. What the recording lacks
// fails with "not-recorded" (withheld), and is put into `lacking`. Borrows all arguments.
std::unique_ptr<https_source> make_replayed_https(
   base::event_loop& loop, https_recording const& from, urls_not_recorded& lacking);

}  // namespace dnslint::hosts
