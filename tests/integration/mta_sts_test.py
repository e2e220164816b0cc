# SPDX-License-Identifier: Apache-2.0
"""MTA-STS from end to end: dnslint asks a resolver and a web server, both on loopback: mta_sts_test.py DNSLINT

The zones are served by `dnslint lab`, the policies by nginx, with certificates that are made here. Each case has a
domain of its own. Exits with 77 where nginx or openssl is missing.
"""
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin:/sbin:/bin")
ADDRESS = "127.0.0.77"
GOOD = "version: STSv1\nmode: enforce\nmx: mx.{d}\nmx: *.mail.{d}\nmax_age: 2419200\n"
RECORD = 'v=STSv1; id=20260101'

# By domain: record, certificate, response (nginx directives), the checks that fail, and those that are unknown.
POLICY = 'default_type text/plain; return 200 "{policy}";'
CASES = {
    "good": (RECORD, "good", GOOD, {}, set()),
    "testing": (RECORD, "good", GOOD.replace("enforce", "testing"), {"enforced": "mode is testing"}, set()),
    "lacking": (RECORD, "good", GOOD.replace("mx: mx.{d}\n", ""),
                {"exchanges-covered": "deliver no mail to mx.lacking.test"}, set()),
    "short": (RECORD, "good", GOOD.replace("2419200", "3600"), {"max-age": "3600 seconds"}, set()),
    "syntax": (RECORD, "good", GOOD.replace("mode: enforce", "mode: on"), {"policy-syntax": 'line 2: the mode is "on"'},
               set()),
    "html": (RECORD, "good", 'default_type text/html; return 200 "{policy}";', {"media-type": "text/html"}, set()),
    "missing": (RECORD, "good", "return 404;", {"policy-found": "HTTP status 404"}, set()),
    "moved": (RECORD, "good", "return 301 https://mta-sts.good.test/.well-known/mta-sts.txt;",
              {"policy-found": "a redirect to https://mta-sts.good.test"}, set()),
    "broken": (RECORD, "good", "return 503;", {}, {"policy-found", "policy-syntax", "exchanges-covered"}),
    "busy": (RECORD, "good", "return 429;", {}, {"policy-certificate", "policy-found", "policy-syntax"}),
    "expired": (RECORD, "expired", GOOD, {"policy-certificate": "has expired"}, set()),
    "name": (RECORD, "name", GOOD, {"policy-certificate": "is for another name"}, set()),
    "self": (RECORD, "self", GOOD, {"policy-certificate": "signed by itself"}, set()),
    "nohost": (RECORD, None, None, {"policy-host": "has no address"}, set()),
    "dangling": (RECORD, None, None, {"policy-host": "alias of gone.provider.test"}, set()),
    "refused": (RECORD, None, None, {}, {"policy-certificate", "policy-found"}),
    "record": ("v=STSv1; id=not/valid", "good", GOOD, {"record-syntax": "column 13"}, set()),
    "none": (None, None, None, {"present": "there is no MTA-STS record"}, set()),
}
HOSTS = {"nohost": "", "dangling": "    mta-sts CNAME gone.provider.test.\n", "refused": "    mta-sts A 127.0.0.78\n"}


def free_port(kind, address):
    with socket.socket(socket.AF_INET, kind) as s:
        s.bind((address, 0))
        return s.getsockname()[1]


def openssl(*words):
    subprocess.run(["openssl", *map(str, words)], check=True, capture_output=True)


def make_certificate(folder, domain, kind):
    """The key and the chain of mta-sts.<domain>."""
    key, wish, made = (folder / f"{domain}.{end}" for end in ("key", "csr", "crt"))
    host = "mta-sts.other.test" if kind == "name" else f"mta-sts.{domain}.test"
    openssl("req", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", wish, "-subj", f"/CN={domain}")
    extensions = folder / f"{domain}.ext"
    extensions.write_text(f"subjectAltName=DNS:{host}\nextendedKeyUsage=serverAuth\n")
    ends = ("-days", "-1") if kind == "expired" else ("-days", "30")
    signed = ("-signkey", key) if kind == "self" else ("-CA", folder / "ca.crt", "-CAkey", folder / "ca.key",
                                                       "-CAcreateserial")
    openssl("x509", "-req", "-in", wish, "-out", made, "-extfile", extensions, *ends, *signed)


def server(domain, port, response):
    directives = POLICY.format(policy=response.format(d=f"{domain}.test")) if response.startswith("version") else \
        response.replace("{policy}", GOOD.format(d=f"{domain}.test"))
    return f"""server {{
  listen {ADDRESS}:{port} ssl;
  server_name mta-sts.{domain}.test;
  ssl_certificate {domain}.crt;
  ssl_certificate_key {domain}.key;
  location = /.well-known/mta-sts.txt {{ {directives} }}
}}
"""


def write_nginx(folder, port):
    servers = "".join(server(domain, port, case[2]) for domain, case in CASES.items() if case[1])
    (folder / "nginx.conf").write_text(f"""daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ }}
http {{ access_log {folder}/access.log; client_body_temp_path {folder}; proxy_temp_path {folder};
fastcgi_temp_path {folder}; uwsgi_temp_path {folder}; scgi_temp_path {folder};
{servers} }}
""")


def write_zones(folder):
    zones = ["zones:\n  provider.test:\n"]
    for domain, case in CASES.items():
        record = f'    _mta-sts TXT "{case[0]}"\n' if case[0] else ""
        host = HOSTS.get(domain, f"    mta-sts A {ADDRESS}\n")
        zones.append(f"  {domain}.test: |\n    @ MX 10 mx\n    @ MX 20 a.mail\n    mx A 192.0.2.1\n    a.mail A 192.0.2.2\n"
                     f'    _smtp._tls TXT "v=TLSRPTv1; rua=mailto:t@{domain}.test"\n{record}{host}')
    (folder / "zones.yaml").write_text("".join(zones))


def wait_for(address, port):
    for _ in range(200):
        with socket.socket() as s:
            if s.connect_ex((address, port)) == 0:
                return
        time.sleep(0.05)
    sys.exit(f"nobody listens at {address}:{port}")


def asking(folder, dns_port):
    return ["--resolver", f"127.0.0.1:{dns_port}", "--ca-file", folder / "ca.crt", "--allow-network",
            f"{ADDRESS}/32", "--allow-network", "127.0.0.78/32"]


def audit(dnslint, folder, dns_port, port):
    (folder / "list").write_text("".join(f"{domain}.test\n" for domain in CASES))
    ran = subprocess.run([dnslint, "scan", "-l", folder / "list", "--checks", "mta-sts/*", "--format", "jsonl", "--set",
                          f"mta-sts.port={port}", "-q", "--no-trial", *asking(folder, dns_port)],
                         capture_output=True, text=True, check=False)
    if ran.returncode not in (0, 3):
        sys.exit(f"scan: {ran.returncode} {ran.stderr}")
    return {r["domain"]: r for r in map(json.loads, ran.stdout.splitlines()) if "domain" in r}


def faults(domain, case, record):
    failed = {f["id"].split("/")[1]: f["message"] for f in record["findings"] if f["outcome"] == "fail"}
    unknown = {f["id"].split("/")[1] for f in record["findings"] if f["outcome"] == "unknown"}
    _, _, _, wanted, open_checks = case
    for check, text in wanted.items():
        if text not in failed.get(check, ""):
            yield f"{domain}: {check} says {failed.get(check)!r}, not {text!r}"
    for check in failed.keys() - wanted.keys():
        yield f"{domain}: {check} fails: {failed[check]}"
    if not open_checks <= unknown or (not open_checks and unknown):
        yield f"{domain}: unknown are {sorted(unknown)}, not {sorted(open_checks)}"


def faults_of_guard(dnslint, folder, dns_port, port):
    """Without --allow-network nobody on loopback is spoken to."""
    log = folder / "access.log"
    before = log.read_text()
    options = asking(folder, dns_port)[:4]
    ran = subprocess.run([dnslint, "scan", "good.test", "--checks", "mta-sts/*", "--format", "jsonl", "--set",
                          f"mta-sts.port={port}", "-q", *options], capture_output=True, text=True, check=False)
    codes = {f.get("cause", {}).get("code") for line in ran.stdout.splitlines() for f in json.loads(line).get("findings", ())}
    if "not-global" not in codes or log.read_text() != before:
        yield f"the guard let it pass: {codes}"


def faults_of_environment(dnslint, folder, dns_port, port):
    """A configuration of OpenSSL that would refuse every host does not count."""
    (folder / "openssl.cnf").write_text("openssl_conf = a\n[a]\nssl_conf = b\n[b]\nsystem_default = c\n[c]\n"
                                        "CipherString = RC4-MD5\nMaxProtocol = TLSv1\nMinProtocol = TLSv1\n")
    ran = subprocess.run([dnslint, "mta-sts", "good.test", "--port", str(port), *asking(folder, dns_port)],
                         capture_output=True, text=True, check=False,
                         env={**os.environ, "OPENSSL_CONF": str(folder / "openssl.cnf")})
    if ran.returncode != 0:
        yield f"OPENSSL_CONF counts: {ran.returncode} {ran.stdout}{ran.stderr}"


def faults_of_command(dnslint, folder, dns_port, port):
    for domain, status, text in (("good", 0, r"mode     enforce\n.*mx       \*\.mail\.good\.test"), ("lacking", 1, "lacks    mx.lacking"),
                                 ("expired", 1, "has expired"), ("nohost", 1, "has no address")):
        ran = subprocess.run([dnslint, "mta-sts", f"{domain}.test", "--port", str(port), *asking(folder, dns_port)],
                             capture_output=True, text=True, check=False)
        if ran.returncode != status or not re.search(text, ran.stdout, re.S):
            yield f"mta-sts {domain}: {ran.returncode} {ran.stdout}{ran.stderr}"


def main():
    dnslint = sys.argv[1]
    if NGINX is None or shutil.which("openssl") is None:
        print("nginx or openssl is not installed")
        return 77
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", folder / "ca.key", "-out", folder / "ca.crt",
                "-days", "30", "-subj", "/CN=authority", "-addext", "basicConstraints=critical,CA:true")
        for domain, case in CASES.items():
            if case[1]:
                make_certificate(folder, domain, case[1])
        port, dns_port = free_port(socket.SOCK_STREAM, ADDRESS), free_port(socket.SOCK_DGRAM, "127.0.0.1")
        write_nginx(folder, port)
        write_zones(folder)
        servers = [subprocess.Popen([NGINX, "-p", name, "-c", folder / "nginx.conf"], stderr=subprocess.DEVNULL),
                   subprocess.Popen([dnslint, "lab", folder / "zones.yaml", "--listen", f"127.0.0.1:{dns_port}"],
                                    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)]
        try:
            wait_for(ADDRESS, port)
            wait_for("127.0.0.1", dns_port)
            found = audit(dnslint, folder, dns_port, port)
            wrong = [fault for domain, case in CASES.items() for fault in faults(domain, case, found[f"{domain}.test"])]
            wrong += faults_of_guard(dnslint, folder, dns_port, port)
            wrong += faults_of_environment(dnslint, folder, dns_port, port)
            wrong += faults_of_command(dnslint, folder, dns_port, port)
        finally:
            for s in servers:
                s.terminate()
                s.wait()
    for fault in wrong:
        print(fault)
    print(f"{len(CASES)} domains, {len(wrong)} faults")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
