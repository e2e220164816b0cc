/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The binary contract between the dnslint host and its plugins. C11 and C++20.
 *
 * A plugin is a shared library that exports one constant, `dnslint_plugin_v0`, and carries its
 * checks.yaml in the ELF section `.dnslint.manifest`, which the host reads without running any of
 * the plugin's code. What the manifest says (ids, facts, options, powers) and what the code does
 * must agree; the host refuses a plugin where it can see that they do not.
 *
 * Rules that hold for everything below:
 *
 * - Only types declared here cross the boundary; no C++ type, no exception does. Function pointers
 *   are `noexcept` in C++.
 * - Every struct begins with `size`, set by whoever fills it in; a struct that the other side is to
 *   fill is given with `size` already set. A member is read only when DNSLINT_HAS() says that it
 *   exists. Members are appended, never reordered, removed or given another meaning.
 * - Integers have a fixed width. There are no arrays of structs: a count() and an at(index) instead.
 * - Memory is freed by the side that allocated it. A dnslint_str that a plugin passes in is copied
 *   by the host before the call returns. A dnslint_str that the host gives out lives until the task
 *   of the run is destroyed, unless its comment says otherwise.
 * - Everything happens on the one thread of the worker. A plugin that has threads of its own must
 *   not call the host from them.
 * - Each function names when it may be called:
 *     [any]  at any time while the plugin is loaded
 *     [run]  inside start() or a completion of that same run, before the run's finish()
 * - Text is UTF-8 or ASCII where a comment does not say "bytes". It is not NUL-terminated. Names
 *   are in presentation form (RFC 1035 section 5.1), lower case, without the trailing dot; the root
 *   is ".".
 *
 * docs/plugin-abi.md states the promise that comes with this header and how it is kept. While the
 * symbol ends in _v0 the contract may still change between minor versions of dnslint.
 */
#ifndef DNSLINT_ABI_H
#define DNSLINT_ABI_H

#include <stddef.h>
#include <stdint.h>

/* A host runs plugins of its own major version whose minor version is not above its own. */
#define DNSLINT_ABI_MAJOR 0
#define DNSLINT_ABI_MINOR 2

#define DNSLINT_HAS(type, ptr, member) \
   ((ptr)->size >= offsetof(type, member) + sizeof((ptr)->member))

#define DNSLINT_EXPORT __attribute__((visibility("default")))

#ifdef __cplusplus
#define DNSLINT_NOEXCEPT noexcept
extern "C" {
#else
#define DNSLINT_NOEXCEPT
#endif

/* Owned by the host: one probe on one domain, or one command, from start() until its task is
 * destroyed. */
typedef struct dnslint_run dnslint_run;
/* Owned by the plugin: what it needs to remember of one run, usually a coroutine frame. */
typedef struct dnslint_task dnslint_task;
/* Owned by the host: the answer to one question. Valid until the task of its run is destroyed. */
typedef struct dnslint_reply dnslint_reply;
/* Owned by the host: a fact, or a part of one, that a needed probe published. Valid as a reply is. */
typedef struct dnslint_fact dnslint_fact;
/* Owned by the host: a check's outcome while it is being described. Valid until finish(). */
typedef struct dnslint_finding dnslint_finding;

typedef struct dnslint_str {
   const char* data; /* may be null when size is 0 */
   uint64_t size;    /* bytes */
} dnslint_str;

/* What a function that can fail returns. Anything but DNSLINT_OK from the findings or facts
 * interfaces also leaves what is open in this run `unknown (internal)`, so that a mistake is loud
 * even when the plugin does not look. */
enum {
   DNSLINT_OK = 0,
   DNSLINT_NONE = 1,   /* there is no such record, field, element, fact or option */
   DNSLINT_MISUSE = 2, /* not allowed here: another probe's check, settled twice, end() too many */
   DNSLINT_LIMIT = 3,  /* the run's budget of bytes, depth or count is used up */
   DNSLINT_FAILED = 4  /* finish(): the probe met a defect of its own, an exception for example */
};
typedef int32_t dnslint_status;

/* -- values -------------------------------------------------------------------------------------- */

enum {
   DNSLINT_NULL = 0,
   DNSLINT_BOOL = 1,   /* integer: 0 or 1 */
   DNSLINT_INT = 2,    /* integer */
   DNSLINT_DOUBLE = 3, /* real */
   DNSLINT_STRING = 4, /* text */
   DNSLINT_BYTES = 5,  /* text, holding any bytes */
   DNSLINT_LIST = 6,   /* integer: the number of elements */
   DNSLINT_MAP = 7,    /* integer: the number of entries */
   DNSLINT_UNKNOWN = 8 /* ask fact_cause() why */
};

/* A tagged value. Only the member that the comment beside its kind names is meaningful. */
typedef struct dnslint_value {
   uint32_t size;
   uint32_t kind;
   int64_t integer;
   double real;
   dnslint_str text;
} dnslint_value;

/* Why something is not known. */
enum {
   DNSLINT_TRANSIENT = 0,    /* asking again may help: timeout, servfail, refused, lame */
   DNSLINT_UNOBSERVABLE = 1, /* no question can tell */
   DNSLINT_WITHHELD = 2,     /* not asked: power not granted, budget, deadline */
   DNSLINT_INTERNAL = 3      /* a defect of the host or of a plugin */
};

typedef struct dnslint_cause {
   uint32_t size;
   uint32_t cause_class;
   dnslint_str code;   /* kebab-case, docs/causes.md lists the host's; never empty */
   dnslint_str detail; /* one line for people; may be empty */
} dnslint_cause;

/* -- "dnslint.dns/1": questions to the configured resolver. Power: passive ----------------------- */

enum { DNSLINT_REPLY_RECORDS = 0, DNSLINT_REPLY_ABSENT = 1, DNSLINT_REPLY_UNKNOWN = 2 };

enum {
   DNSLINT_SECTION_RECORDS = 0, /* the RRset asked for, at canonical_name(), in canonical order */
   DNSLINT_SECTION_CHAIN = 1,   /* the CNAMEs followed to get there, in order */
   DNSLINT_SECTION_AUTHORITY = 2,
   DNSLINT_SECTION_ADDITIONAL = 3
};

typedef struct dnslint_record {
   uint32_t size;
   uint16_t type; /* IANA "Resource Record (RR) TYPEs" */
   uint16_t reserved;
   uint32_t ttl; /* seconds */
   uint32_t reserved2;
   dnslint_str owner;
   dnslint_str rdata; /* bytes, names uncompressed and in lower case (RFC 4034 section 6.2) */
   dnslint_str text;  /* the RDATA in master-file form, ASCII */
} dnslint_record;

/* The host calls it exactly once per question, on the worker's thread and never from inside query().
 * Replies can come in another order than the questions. `reply` is never null. */
typedef void (*dnslint_query_done)(void* user, const dnslint_reply* reply) DNSLINT_NOEXCEPT;

typedef struct dnslint_dns {
   uint32_t size;
   uint32_t reserved;

   /* Asks for the records of `type` at `name`, class IN. `name` may have a trailing dot and any
    * case; one that is no domain name is answered `unknown (internal: invalid-name)`. Past the
    * deadline, or past the domain's budget, the answer is `unknown (withheld)`. Equal questions of
    * all probes of a domain are sent once. [run] */
   void (*query)(dnslint_run* run, dnslint_str name, uint16_t type, dnslint_query_done done,
                 void* user) DNSLINT_NOEXCEPT;

   /* DNSLINT_REPLY_*. Absent means proved absent: NXDOMAIN or NODATA with its SOA. [run] */
   uint32_t (*status)(const dnslint_reply* reply) DNSLINT_NOEXCEPT;
   /* Fills `out`. DNSLINT_NONE when the status is not unknown. [run] */
   dnslint_status (*cause)(const dnslint_reply* reply, dnslint_cause* out) DNSLINT_NOEXCEPT;
   /* IANA "DNS RCODEs", extended ones included; 0 when nothing was received. [run] */
   uint16_t (*rcode)(const dnslint_reply* reply) DNSLINT_NOEXCEPT;
   /* 1 when the resolver says that it validated the answer (AD), else 0. [run] */
   uint32_t (*secure)(const dnslint_reply* reply) DNSLINT_NOEXCEPT;
   /* Where the CNAME chain ends; the asked name where there is none. [run] */
   dnslint_str (*canonical_name)(const dnslint_reply* reply) DNSLINT_NOEXCEPT;

   /* The number of records in a DNSLINT_SECTION_*; 0 for other numbers. [run] */
   uint64_t (*count)(const dnslint_reply* reply, uint32_t section) DNSLINT_NOEXCEPT;
   /* Fills `out`. DNSLINT_NONE when `index` is out of range. [run] */
   dnslint_status (*record)(const dnslint_reply* reply, uint32_t section, uint64_t index,
                            dnslint_record* out) DNSLINT_NOEXCEPT;
   /* The field `key` of a record as docs/record-types.md lists them: integers as DNSLINT_INT, names
    * and addresses as DNSLINT_STRING, opaque data as DNSLINT_BYTES, the strings of a TXT record and
    * the types of a NSEC record as DNSLINT_LIST (see element()). Each type with strings also has
    * "text": their concatenation, where bytes that are not UTF-8 stand as \DDD. DNSLINT_NONE for a
    * key that the type lacks. [run] */
   dnslint_status (*field)(const dnslint_reply* reply, uint32_t section, uint64_t index,
                           dnslint_str key, dnslint_value* out) DNSLINT_NOEXCEPT;
   /* Element `element` of a field that is a list: DNSLINT_STRING where docs/record-types.md lists
    * strings, DNSLINT_BYTES where it lists bytes. [run] */
   dnslint_status (*element)(const dnslint_reply* reply, uint32_t section, uint64_t index,
                             dnslint_str key, uint64_t element, dnslint_value* out) DNSLINT_NOEXCEPT;
} dnslint_dns;

/* -- "dnslint.dns-direct/1": questions to any name server by its address. Power: direct ------------ */

enum {
   DNSLINT_DIRECT_TCP = 1,       /* over TCP; else over UDP, and TCP follows a truncated answer */
   DNSLINT_DIRECT_TRUNCATED = 2, /* do not ask over TCP after a truncated answer */
   DNSLINT_DIRECT_RD = 4,
   DNSLINT_DIRECT_AD = 8,
   DNSLINT_DIRECT_CD = 16,
   DNSLINT_DIRECT_NO_EDNS = 32, /* without an OPT record; then what follows means nothing */
   DNSLINT_DIRECT_DO = 64
};

typedef struct dnslint_direct_question {
   uint32_t size;
   uint32_t flags;      /* DNSLINT_DIRECT_...; none set is how a resolver asks an authority */
   dnslint_str address; /* of the server: IPv4 or IPv6 in text */
   dnslint_str name;
   uint16_t port; /* 0: 53 */
   uint16_t type;
   uint16_t udp_size; /* 0: 1,232 */
   uint16_t edns_version;
   dnslint_str edns_options; /* as on the wire: code, length and data of each (RFC 6891) */
} dnslint_direct_question;

/* The header of the message that settled a reply, and its OPT record. */
typedef struct dnslint_reply_header {
   uint32_t size;
   uint16_t flags; /* as on the wire, QR to RCODE: AA is 0x0400, TC 0x0200, RA 0x0080, AD 0x0020 */
   uint16_t rcode; /* with the upper bits of OPT: BADVERS is 16 */
   uint32_t bytes; /* of the message */
   uint16_t has_edns;
   uint16_t edns_version;
   uint16_t udp_size;
   uint16_t dnssec_ok;
   uint32_t over_tcp;
   dnslint_str edns_options; /* as on the wire */
} dnslint_reply_header;

typedef struct dnslint_dns_direct {
   uint32_t size;
   uint32_t reserved;

   /* Asks one name server, else as dnslint_dns.query() does. Every answer of the server stands,
    * whatever it says; only silence is tried again. Equal questions of all probes and domains of a
    * run are sent once. The host limits the rate for each server, so a reply can take long.
    * Addresses that are not global (RFC 6890) are asked only if the user allows it, since zones are
    * written by strangers; else the reply is unknown (withheld: not-global). The functions of
    * dnslint_dns read the reply, so a probe declares both powers. [run] */
   void (*query)(dnslint_run* run, const dnslint_direct_question* question, dnslint_query_done done,
                 void* user) DNSLINT_NOEXCEPT;
   /* Of any reply. DNSLINT_NONE when no message settled it. [run] */
   dnslint_status (*header)(const dnslint_reply* reply, dnslint_reply_header* out) DNSLINT_NOEXCEPT;
} dnslint_dns_direct;

/* -- "dnslint.https/1": requests to web servers stands in abi_https.h -------------------------------- */

#include <dnslint/abi_https.h>

/* -- "dnslint.facts/1": reading what others published, publishing one's own. Always granted ------- */

typedef struct dnslint_facts {
   uint32_t size;
   uint32_t reserved;

   /* The fact at "plugin.fact", where a `-` of the plugin's id is `_`. Null, and the run is marked
    * as misused, if the manifest does not list the fact under this probe's `needs`. A fact that its
    * probe could not find out has the kind DNSLINT_UNKNOWN. The core itself publishes "name.kind",
    * "name.zone", "name.registrable_domain", "list.posture", "list.profile", "list.selectors" and
    * "list.tags". [run] */
   const dnslint_fact* (*find)(const dnslint_run* run, dnslint_str path) DNSLINT_NOEXCEPT;
   /* Fills `out`. [run] */
   void (*read)(const dnslint_fact* fact, dnslint_value* out) DNSLINT_NOEXCEPT;
   /* DNSLINT_NONE when the fact's kind is not DNSLINT_UNKNOWN. [run] */
   dnslint_status (*cause)(const dnslint_fact* fact, dnslint_cause* out) DNSLINT_NOEXCEPT;
   /* Element of a list, or value of a map's entry in the order of its keys; null out of range.
    * [run] */
   const dnslint_fact* (*at)(const dnslint_fact* fact, uint64_t index) DNSLINT_NOEXCEPT;
   /* Key of a map's entry; empty out of range. [run] */
   dnslint_str (*key_at)(const dnslint_fact* fact, uint64_t index) DNSLINT_NOEXCEPT;
   /* Value of a map's entry by its key; null when there is none. [run] */
   const dnslint_fact* (*get)(const dnslint_fact* fact, dnslint_str key) DNSLINT_NOEXCEPT;

   /* Publishing: a stream of events. At the top stand pairs of key() and a value, one for each
    * fact of the manifest's `facts`; a map is begin_map(), such pairs, end(); a list is
    * begin_list(), values, end(). Facts become visible when the run finishes. A fact that is
    * published twice, is not declared, or has another type than declared is DNSLINT_MISUSE. [run] */
   dnslint_status (*key)(dnslint_run* run, dnslint_str name) DNSLINT_NOEXCEPT;
   /* A value of any kind up to DNSLINT_BYTES. NaN and infinities are DNSLINT_MISUSE. [run] */
   dnslint_status (*put)(dnslint_run* run, const dnslint_value* value) DNSLINT_NOEXCEPT;
   dnslint_status (*put_unknown)(dnslint_run* run, const dnslint_cause* cause) DNSLINT_NOEXCEPT;
   dnslint_status (*begin_list)(dnslint_run* run) DNSLINT_NOEXCEPT;
   dnslint_status (*begin_map)(dnslint_run* run) DNSLINT_NOEXCEPT;
   dnslint_status (*end)(dnslint_run* run) DNSLINT_NOEXCEPT;
} dnslint_facts;

/* -- "dnslint.findings/1": settling checks. Always granted ----------------------------------------- */

enum {
   DNSLINT_PASS = 0,
   DNSLINT_FAIL = 1,
   DNSLINT_OUTCOME_UNKNOWN = 2,
   DNSLINT_NOT_APPLICABLE = 3
};

typedef struct dnslint_findings {
   uint32_t size;
   uint32_t reserved;

   /* Settles the check `id` ("spf/present"), which the manifest must give to this probe. Null, and
    * the run is marked as misused, if it does not, or if the check is settled already. The functions
    * below describe the finding. The outcome unknown needs cause(), and not applicable needs
    * reason(); without them the outcome becomes `unknown (internal)`. [run] */
   dnslint_finding* (*settle)(dnslint_run* run, dnslint_str id, uint32_t outcome) DNSLINT_NOEXCEPT;
   /* One sentence for people: what was seen. May quote untrusted text as it is; the host escapes it
    * for wherever it is shown. [run] */
   void (*message)(dnslint_finding* finding, dnslint_str text) DNSLINT_NOEXCEPT;
   void (*cause)(dnslint_finding* finding, const dnslint_cause* cause) DNSLINT_NOEXCEPT;
   void (*reason)(dnslint_finding* finding, dnslint_str text) DNSLINT_NOEXCEPT;
   /* What the finding is about when a check can find several things: a host, a term. Part of the
    * finding's fingerprint, so it must not change while the thing is the same. [run] */
   void (*subject)(dnslint_finding* finding, dnslint_str text) DNSLINT_NOEXCEPT;
   /* One of several subjects judged by this check. [run] */
   void (*item)(dnslint_finding* finding, dnslint_str subject, uint32_t outcome,
                dnslint_str message) DNSLINT_NOEXCEPT;
   /* Evidence for the finding: a record of a reply, or any other text. [run] */
   void (*evidence_record)(dnslint_finding* finding, const dnslint_reply* reply, uint32_t section,
                           uint64_t index) DNSLINT_NOEXCEPT;
   void (*evidence_text)(dnslint_finding* finding, dnslint_str text) DNSLINT_NOEXCEPT;
   /* Replace the manifest's fix: what to do, and the record to publish in master-file form. [run] */
   void (*fix_text)(dnslint_finding* finding, dnslint_str text) DNSLINT_NOEXCEPT;
   void (*fix_record)(dnslint_finding* finding, dnslint_str text) DNSLINT_NOEXCEPT;

   /* Makes every check and every fact of this probe unknown that is still open. If it is called
    * twice, the first cause counts. [run] */
   void (*unknown)(dnslint_run* run, const dnslint_cause* cause) DNSLINT_NOEXCEPT;
} dnslint_findings;

/* -- "dnslint.command/1": what a run that is a command has beside the rest. Given to commands only - */

typedef struct dnslint_command_run {
   uint32_t size;
   uint32_t reserved;

   /* The arguments behind the command's name, options left out; any bytes. [run] */
   uint64_t (*argument_count)(const dnslint_run* run) DNSLINT_NOEXCEPT;
   /* Empty when `index` is out of range. [run] */
   dnslint_str (*argument)(const dnslint_run* run, uint64_t index) DNSLINT_NOEXCEPT;
   /* The value of the option `name` of the command's `options`, as given; any bytes. DNSLINT_NONE
    * when the user did not give it. [run] */
   dnslint_status (*option)(const dnslint_run* run, dnslint_str name, dnslint_str* out)
      DNSLINT_NOEXCEPT;
   /* All of standard input, at most 1 MiB, when the manifest says `input: true`; else empty.
    * [run] */
   dnslint_str (*input)(const dnslint_run* run) DNSLINT_NOEXCEPT;
   /* Appends to what `--format text` prints: lines that end in a line feed. May quote untrusted text
    * as it is; the host escapes it for wherever it is shown. What is beyond 16 MiB is cut. [run] */
   void (*text)(dnslint_run* run, dnslint_str text) DNSLINT_NOEXCEPT;
   /* The exit status: 0 done (the default), 1 what was given or found is wrong, 2 wrong usage: then
    * the text goes to standard error, in either format. Other numbers are DNSLINT_MISUSE. [run] */
   dnslint_status (*status)(dnslint_run* run, uint32_t status) DNSLINT_NOEXCEPT;
} dnslint_command_run;

/* -- the host, as a run sees it --------------------------------------------------------------------- */

enum { DNSLINT_LOG_DEBUG = 0, DNSLINT_LOG_INFO = 1, DNSLINT_LOG_WARNING = 2 };

typedef struct dnslint_host {
   uint32_t size;
   uint16_t abi_major;
   uint16_t abi_minor;

   /* The interface `id` (NUL-terminated), a struct named above. Null when the host does not know
    * it, when the manifest does not declare it under the probe's `powers`, or when the user did not
    * grant it for this run. Valid until the task is destroyed. [run] */
   const void* (*get_interface)(dnslint_run* run, const char* id) DNSLINT_NOEXCEPT;
   /* The audited domain; empty for a command. [run] */
   dnslint_str (*domain)(const dnslint_run* run) DNSLINT_NOEXCEPT;
   /* The wall clock of the run, seconds since 1970-01-01 UTC. Use it and no other clock: users can
    * set it, and equal runs give equal reports. [run] */
   int64_t (*now)(const dnslint_run* run) DNSLINT_NOEXCEPT;
   /* Milliseconds until the deadline; 0 if it has passed. At the deadline open questions are answered
    * `unknown (withheld: deadline)`, and so are new ones; the probe should then end. [run] */
   uint64_t (*remaining_ms)(const dnslint_run* run) DNSLINT_NOEXCEPT;
   /* The option `name` of the manifest's `options`, by its declared type. [run] */
   dnslint_status (*option)(const dnslint_run* run, dnslint_str name, dnslint_value* out)
      DNSLINT_NOEXCEPT;
   /* Writes a line for the plugin's author. --verbose shows it; the report does not have it. [run] */
   void (*log)(dnslint_run* run, uint32_t level, dnslint_str text) DNSLINT_NOEXCEPT;
   /* Ends the run, exactly once for each start() that gave a task, possibly before start() returns.
    * `why` describes DNSLINT_FAILED and is else ignored. No question may be open. The host calls
    * destroy() later, never from inside finish(). [run] */
   void (*finish)(dnslint_run* run, dnslint_status status, dnslint_str why) DNSLINT_NOEXCEPT;
} dnslint_host;

/* -- the plugin ---------------------------------------------------------------------------------------- */

typedef struct dnslint_probe {
   uint32_t size;
   uint32_t reserved;
   dnslint_str id; /* as in the manifest's `probes` */
   /* Begins a run on run's domain. Null when it could not begin (no memory); finish() is then not
    * called and the probe's checks are `unknown (internal)`. `host` is valid as long as the run. */
   dnslint_task* (*start)(const struct dnslint_probe* probe, const dnslint_host* host,
                          dnslint_run* run) DNSLINT_NOEXCEPT;
   /* Frees the task, once, after finish(). A task that never finishes is never destroyed. */
   void (*destroy)(dnslint_task* task) DNSLINT_NOEXCEPT;
} dnslint_probe;

/* A sub-command that the plugin brings. Its run is like a probe's, but has no domain, no checks and
 * no facts of others; what it publishes by dnslint.facts/1, under keys of its own choice, is what
 * `--format json` prints. */
typedef struct dnslint_command {
   uint32_t size;
   uint32_t reserved;
   dnslint_str name; /* as in the manifest's `commands` */
   /* As those of a probe. */
   dnslint_task* (*start)(const struct dnslint_command* command, const dnslint_host* host,
                          dnslint_run* run) DNSLINT_NOEXCEPT;
   void (*destroy)(dnslint_task* task) DNSLINT_NOEXCEPT;
} dnslint_command;

/* What get_extension("dnslint.commands/1") gives. */
typedef struct dnslint_commands {
   uint32_t size;
   uint32_t reserved;
   uint32_t (*count)(void) DNSLINT_NOEXCEPT;
   /* In static storage; null when `index` is out of range. [any] */
   const dnslint_command* (*at)(uint32_t index) DNSLINT_NOEXCEPT;
} dnslint_commands;

typedef struct dnslint_plugin {
   uint32_t size;
   uint16_t abi_major; /* DNSLINT_ABI_MAJOR and _MINOR of the header it was built with */
   uint16_t abi_minor;
   dnslint_str id;      /* as in the manifest */
   dnslint_str version; /* as in the manifest */
   uint32_t (*probe_count)(void) DNSLINT_NOEXCEPT;
   /* In static storage; null when `index` is out of range. [any] */
   const dnslint_probe* (*probe_at)(uint32_t index) DNSLINT_NOEXCEPT;
   /* An extension of the plugin by its id (NUL-terminated), "dnslint.commands/1" for example, in
    * static storage; null when it has none such. [any] */
   const void* (*get_extension)(const char* id) DNSLINT_NOEXCEPT;
} dnslint_plugin;

/* The one symbol that a plugin exports. Nothing of the plugin may run at load time. */
DNSLINT_EXPORT extern const dnslint_plugin dnslint_plugin_v0;

/* The manifest section begins with these 16 bytes (integers in the machine's order); the text of
 * checks.yaml follows to the section's end. */
#define DNSLINT_MANIFEST_SECTION ".dnslint.manifest"
#define DNSLINT_MANIFEST_MAGIC "DNSLINTM"

typedef struct dnslint_manifest_header {
   char magic[8];
   uint16_t abi_major;
   uint16_t abi_minor;
   uint32_t reserved;
} dnslint_manifest_header;

#ifdef __cplusplus
}
#endif
#endif
