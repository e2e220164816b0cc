/* SPDX-License-Identifier: Apache-2.0 */
/* Asks for MX records, publishes the exchanges, and settles whether there are enough. */
#include <dnslint/abi.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct dnslint_task {
   dnslint_host const* host;
   dnslint_run* run;
   dnslint_dns const* dns;
   dnslint_facts const* facts;
   dnslint_findings const* findings;
};

static dnslint_str text(char const* s)
{
   const dnslint_str t = {s, strlen(s)};
   return t;
}

static void end(dnslint_task* task)
{
   task->host->finish(task->run, DNSLINT_OK, text(""));
}

static int64_t least(dnslint_task const* task)
{
   dnslint_value v = {sizeof v, DNSLINT_NULL, 0, 0, {0, 0}};
   task->host->option(task->run, text("least"), &v);
   return v.kind == DNSLINT_INT ? v.integer : 1;
}

static void publish(dnslint_task* task, dnslint_reply const* reply, uint64_t count)
{
   task->facts->key(task->run, text("exchanges"));
   task->facts->begin_list(task->run);
   for (uint64_t i = 0; i != count; ++i) {
      dnslint_value v = {sizeof v, DNSLINT_NULL, 0, 0, {0, 0}};
      task->dns->field(reply, DNSLINT_SECTION_RECORDS, i, text("exchange"), &v);
      task->facts->put(task->run, &v);
   }
   task->facts->end(task->run);
}

static void answered(void* user, dnslint_reply const* reply)
{
   dnslint_task* task = user;
   dnslint_cause why = {sizeof why, DNSLINT_INTERNAL, {0, 0}, {0, 0}};
   if (task->dns->cause(reply, &why) == DNSLINT_OK) {
      task->findings->unknown(task->run, &why);
      end(task);
      return;
   }
   const uint64_t count = task->dns->count(reply, DNSLINT_SECTION_RECORDS);
   publish(task, reply, count);
   dnslint_finding* finding = task->findings->settle(
      task->run,
      text("plain-c/enough"),
      (int64_t)count >= least(task) ? DNSLINT_PASS : DNSLINT_FAIL);
   char message[64];
   snprintf(message, sizeof message, "%llu exchanges", (unsigned long long)count);
   task->findings->message(finding, text(message));
   for (uint64_t i = 0; i != count; ++i)
      task->findings->evidence_record(finding, reply, DNSLINT_SECTION_RECORDS, i);
   end(task);
}

static dnslint_task* start(dnslint_probe const* probe, dnslint_host const* host, dnslint_run* run)
{
   (void)probe;
   dnslint_task* task = malloc(sizeof *task);
   if (task == NULL)
      return NULL;
   task->host = host;
   task->run = run;
   task->dns = host->get_interface(run, "dnslint.dns/1");
   task->facts = host->get_interface(run, "dnslint.facts/1");
   task->findings = host->get_interface(run, "dnslint.findings/1");
   if (task->dns == NULL || task->facts == NULL || task->findings == NULL) {
      free(task);
      return NULL;
   }
   task->dns->query(run, host->domain(run), 15, &answered, task);
   return task;
}

static void destroy(dnslint_task* task)
{
   free(task);
}

static const dnslint_probe mx = {sizeof mx, 0, {"mx", 2}, &start, &destroy};

static uint32_t probe_count(void)
{
   return 1;
}

static dnslint_probe const* probe_at(uint32_t index)
{
   return index == 0 ? &mx : NULL;
}

static void const* get_extension(char const* id)
{
   (void)id;
   return NULL;
}

const dnslint_plugin dnslint_plugin_v0 = {
   sizeof dnslint_plugin_v0,
   DNSLINT_ABI_MAJOR,
   DNSLINT_ABI_MINOR,
   {"plain-c", 7},
   {"1.0.0", 5},
   &probe_count,
   &probe_at,
   &get_extension};
