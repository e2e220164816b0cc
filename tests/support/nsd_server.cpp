// SPDX-License-Identifier: Apache-2.0
#include "tests/support/nsd_server.hpp"

#include <arpa/inet.h>
#include <array>
#include <chrono>
#include <csignal>
#include <cstring>
#include <fstream>
#include <netinet/in.h>
#include <poll.h>
#include <sstream>
#include <stdexcept>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <utility>

namespace dnslint::tests {

namespace fs = std::filesystem;

namespace {

constexpr auto program = "/usr/sbin/nsd";
constexpr auto starts = 5;  // another process may take the port before NSD does
constexpr std::chrono::seconds patience{60};
constexpr std::chrono::milliseconds between_looks{20};

fs::path make_home()
{
   auto pattern = (fs::temp_directory_path() / "dnslint-nsd-XXXXXX").string();
   if (mkdtemp(pattern.data()) == nullptr)
      throw std::runtime_error{"cannot make a folder for NSD"};
   return pattern;
}

sockaddr_in loopback(std::uint16_t port)
{
   sockaddr_in address{};
   address.sin_family = AF_INET;
   address.sin_port = htons(port);
   address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
   return address;
}

// A port that is free for UDP and TCP at the moment.
std::uint16_t free_port()
{
   for (;;) {
      auto const udp = socket(AF_INET, SOCK_DGRAM, 0);
      auto const tcp = socket(AF_INET, SOCK_STREAM, 0);
      auto address = loopback(0);
      socklen_t size = sizeof address;
      auto* const any = reinterpret_cast<sockaddr*>(&address);
      auto const free = bind(tcp, any, size) == 0 && getsockname(tcp, any, &size) == 0 &&
                        bind(udp, any, size) == 0;
      close(udp);
      close(tcp);
      if (free)
         return ntohs(address.sin_port);
   }
}

// A question for the zone's SOA, in wire form.
std::string soa_query(std::string const& zone)
{
   std::string query{"\x12\x34\0\0\0\1\0\0\0\0\0\0", 12};
   std::istringstream labels{zone};
   for (std::string label; std::getline(labels, label, '.');) {
      if (label.empty())
         continue;
      query += static_cast<char>(label.size());
      query += label;
   }
   query += std::string{"\0\0\6\0\1", 5};
   return query;
}

std::string zone_of(fs::path const& file)
{
   return file.extension() == ".zone" ? file.stem().string() : file.filename().string();
}

}  // namespace

nsd_server::nsd_server(
   std::map<std::string, std::string> const& zones, std::optional<certificate_files> tls)
: home_{make_home()}
, tls_{std::move(tls)}
{
   zone_files files;
   for (auto const& [zone, text] : zones) {
      auto const file = home_ / ("zone" + std::to_string(files.size()));
      std::ofstream{file} << "$ORIGIN " << zone << (zone.ends_with('.') ? "" : ".")
                          << "\n$TTL 3600\n"
                          << text << "\n";
      files[zone] = file;
   }
   start(files);
}

nsd_server::nsd_server(fs::path const& folder)
: home_{make_home()}
{
   zone_files files;
   for (auto const& entry : fs::directory_iterator{folder})
      if (entry.is_regular_file())
         files[zone_of(entry.path())] = fs::absolute(entry.path());
   start(files);
}

nsd_server::~nsd_server()
{
   stop();
   std::error_code ignored;
   fs::remove_all(home_, ignored);
}

bool nsd_server::installed()
{
   return access(program, X_OK) == 0;
}

void nsd_server::start(zone_files const& files)
{
   for (auto i = 0; i < starts; ++i)
      if (start_once(files))
         return;
   auto const why = log();
   std::error_code ignored;
   fs::remove_all(home_, ignored);
   throw std::runtime_error{"NSD does not start: " + why};
}

bool nsd_server::start_once(zone_files const& files)
{
   port_ = free_port();
   if (tls_)
      tls_port_ = free_port();
   write_configuration(files);
   launch();
   auto const give_up = std::chrono::steady_clock::now() + patience;
   while (running() && std::chrono::steady_clock::now() < give_up) {
      if (files.empty() || answers(files.rbegin()->first))
         return true;
      std::this_thread::sleep_for(between_looks);
   }
   stop();
   return false;
}

void nsd_server::write_configuration(zone_files const& files) const
{
   std::ofstream out{home_ / "nsd.conf"};
   out << "server:\n  server-count: 1\n  ip-address: 127.0.0.1@" << port_ << "\n  port: " << port_
       << "\n  do-ip6: no\n  username: \"\"\n  chroot: \"\"\n  pidfile: \"\"\n  database: \"\"\n"
       << "  rrl-ratelimit: 0\n  answer-cookie: yes\n  tcp-count: 200\n  zonesdir: " << home_
       << "\n  xfrdir: " << home_ << "\n  xfrdfile: " << home_ / "xfrd.state"
       << "\n  zonelistfile: " << home_ / "zone.list"
       << "\n  logfile: " << home_ / "nsd.log";
   if (tls_)
      out << "\n  ip-address: 127.0.0.1@" << tls_port_ << "\n  tls-port: " << tls_port_
          << "\n  tls-service-key: " << tls_->key << "\n  tls-service-pem: " << tls_->certificate;
   out << "\nremote-control:\n  control-enable: no\n";
   for (auto const& [zone, file] : files)
      out << "zone:\n  name: \"" << zone << "\"\n  zonefile: " << file << "\n";
}

// In a process group of its own, since NSD has children, and gone when the test is.
void nsd_server::launch()
{
   auto const configuration = (home_ / "nsd.conf").string();
   process_ = fork();
   if (process_ != 0)
      return;
   setpgid(0, 0);
   prctl(PR_SET_PDEATHSIG, SIGTERM);
   execl(program, program, "-d", "-c", configuration.c_str(), static_cast<char*>(nullptr));
   _exit(127);
}

bool nsd_server::answers(std::string const& zone)
{
   auto const query = soa_query(zone);
   auto const server = loopback(port_);
   auto const asking = socket(AF_INET, SOCK_DGRAM, 0);
   auto reply = false;
   if (
      connect(asking, reinterpret_cast<sockaddr const*>(&server), sizeof server) == 0 &&
      send(asking, query.data(), query.size(), 0) > 0) {
      pollfd waiting{asking, POLLIN, 0};
      std::array<char, 512> answer{};
      constexpr int rcode_mask = 0x0f;
      reply = poll(&waiting, 1, static_cast<int>(between_looks.count())) == 1 &&
              recv(asking, answer.data(), answer.size(), 0) > 3 && (answer[3] & rcode_mask) == 0;
   }
   close(asking);
   return reply;
}

bool nsd_server::running()
{
   if (process_ > 0 && waitpid(process_, nullptr, WNOHANG) == process_)
      process_ = -1;
   return process_ > 0;
}

void nsd_server::stop()
{
   if (!running())
      return;
   kill(-process_, SIGTERM);
   for (auto i = 0; i < 100 && running(); ++i)
      std::this_thread::sleep_for(between_looks);
   if (!running())
      return;
   kill(-process_, SIGKILL);
   waitpid(process_, nullptr, 0);
   process_ = -1;
}

std::string nsd_server::log() const
{
   std::ifstream in{home_ / "nsd.log"};
   std::ostringstream text;
   text << in.rdbuf();
   return text.str();
}

}  // namespace dnslint::tests
