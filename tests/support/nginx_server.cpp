// SPDX-License-Identifier: Apache-2.0
#include "tests/support/nginx_server.hpp"

#include <chrono>
#include <fstream>
#include <netinet/in.h>
#include <sstream>
#include <stdexcept>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace dnslint::tests {

namespace fs = std::filesystem;

namespace {

constexpr auto nginx_program = "/usr/sbin/nginx";
constexpr auto nginx_starts = 5;  // another process may take the port before nginx does
constexpr auto nginx_looks = 500;
constexpr std::chrono::milliseconds between_nginx_looks{20};

fs::path make_nginx_home()
{
   auto pattern = (fs::temp_directory_path() / "dnslint-nginx-XXXXXX").string();
   if (mkdtemp(pattern.data()) == nullptr)
      throw std::runtime_error{"cannot make a folder for nginx"};
   return pattern;
}

sockaddr_in on_loopback(std::uint16_t port)
{
   sockaddr_in address{};
   address.sin_family = AF_INET;
   address.sin_port = htons(port);
   address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
   return address;
}

std::uint16_t free_tcp_port()
{
   auto const tcp = socket(AF_INET, SOCK_STREAM, 0);
   auto address = on_loopback(0);
   socklen_t size = sizeof address;
   auto* const any = reinterpret_cast<sockaddr*>(&address);
   static_cast<void>(bind(tcp, any, size));
   static_cast<void>(getsockname(tcp, any, &size));
   close(tcp);
   return ntohs(address.sin_port);
}

bool takes_connections(std::uint16_t port)
{
   auto const tcp = socket(AF_INET, SOCK_STREAM, 0);
   auto const address = on_loopback(port);
   auto const taken =
      connect(tcp, reinterpret_cast<sockaddr const*>(&address), sizeof address) == 0;
   close(tcp);
   return taken;
}

}  // namespace

nginx_server::nginx_server(std::vector<site> const& sites)
: home_{make_nginx_home()}
{
   for (auto i = 0; i < nginx_starts; ++i)
      if (start_once(sites))
         return;
   auto const why = log();
   std::error_code ignored;
   fs::remove_all(home_, ignored);
   throw std::runtime_error{"nginx does not start: " + why};
}

nginx_server::~nginx_server()
{
   running_.reset();
   std::error_code ignored;
   fs::remove_all(home_, ignored);
}

bool nginx_server::installed()
{
   return access(nginx_program, X_OK) == 0;
}

bool nginx_server::start_once(std::vector<site> const& sites)
{
   port_ = free_tcp_port();
   write_configuration(sites);
   running_ = std::make_unique<process>(std::vector<std::string>{
      nginx_program,
      "-p",
      home_.string(),
      "-c",
      (home_ / "nginx.conf").string(),
      "-e",
      (home_ / "error.log").string()});
   for (auto i = 0; i < nginx_looks; ++i) {
      if (takes_connections(port_))
         return true;
      if (log().find("[emerg]") != std::string::npos)
         return false;
      std::this_thread::sleep_for(between_nginx_looks);
   }
   return false;
}

void nginx_server::write_configuration(std::vector<site> const& sites) const
{
   std::ofstream to{home_ / "nginx.conf"};
   to << "daemon off;\nmaster_process off;\npid " << (home_ / "pid").string() << ";\n"
      << "events { worker_connections 256; }\nhttp {\n  access_log off;\n"
      << "  default_type text/plain;\n  ssl_protocols TLSv1.2 TLSv1.3;\n";
   for (auto const* const folder : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"})
      to << "  " << folder << "_temp_path " << (home_ / folder).string() << ";\n";
   for (auto const& s : sites)
      to << "  server {\n    listen 127.0.0.1:" << port_ << " ssl;\n    server_name " << s.name
         << ";\n    ssl_certificate " << s.shown.certificate.string()
         << ";\n    ssl_certificate_key " << s.shown.key.string() << ";\n    " << s.directives
         << "\n  }\n";
   to << "}\n";
}

std::string nginx_server::log() const
{
   std::ostringstream text;
   text << std::ifstream{home_ / "error.log"}.rdbuf();
   return text.str();
}

}  // namespace dnslint::tests
