/* SPDX-License-Identifier: Apache-2.0 */
/* The part of abi.h for requests over HTTPS, which includes it. Include abi.h. */
#ifndef DNSLINT_ABI_HTTPS_H
#define DNSLINT_ABI_HTTPS_H

#include <dnslint/abi.h>

#ifdef __cplusplus
extern "C" {
#endif

/* -- "dnslint.https/1": requests to web servers. Power: https. Since ABI 0.2 ---------------------- */

/* Owned by the run, valid until its task is destroyed. */
typedef struct dnslint_https_reply dnslint_https_reply;

/* One GET. */
typedef struct dnslint_https_request {
   uint32_t size;
   uint32_t most_redirects; /* that are followed, 0 to 10 */
   dnslint_str url;         /* https only */
   dnslint_str accept;      /* the media type of the Accept header, "text/plain"; empty: any */
   uint64_t most_bytes;     /* of the body, 1 to 1,048,576; 0: 65,536 */
} dnslint_https_request;

typedef struct dnslint_https_response {
   uint32_t size;
   uint32_t status;        /* 100 to 999 */
   dnslint_str media_type; /* in lower case without parameters; empty when the host sent none */
   dnslint_str body;       /* bytes */
} dnslint_https_response;

/* How far a request came. */
enum {
   DNSLINT_HTTPS_RESOLVE = 0, /* the URL and the host's addresses; nothing was sent */
   DNSLINT_HTTPS_CONNECT = 1,
   DNSLINT_HTTPS_TLS = 2,
   DNSLINT_HTTPS_HEADER = 3, /* the request was sent; its header did not come whole */
   DNSLINT_HTTPS_BODY = 4
};

/* One of the URLs that a request went through. */
typedef struct dnslint_https_hop {
   uint32_t size;
   uint32_t status;      /* 0 when there was no response */
   dnslint_str url;
   dnslint_str address;  /* which answered, or was tried last; empty when none was */
   dnslint_str location; /* of the Location header, bytes; empty when there was none */
} dnslint_https_hop;

/* What is wrong with a chain of certificates; several may be. */
enum {
   DNSLINT_CERTIFICATE_EXPIRED = 1,
   DNSLINT_CERTIFICATE_NOT_YET_VALID = 2,
   DNSLINT_CERTIFICATE_WRONG_NAME = 4, /* the host is none of subjectAltName */
   DNSLINT_CERTIFICATE_SELF_SIGNED = 8,
   DNSLINT_CERTIFICATE_UNKNOWN_ISSUER = 16,
   DNSLINT_CERTIFICATE_WEAK_KEY = 32,
   DNSLINT_CERTIFICATE_WEAK_SIGNATURE = 64,
   DNSLINT_CERTIFICATE_BAD_SIGNATURE = 128,
   DNSLINT_CERTIFICATE_WRONG_PURPOSE = 256,
   DNSLINT_CERTIFICATE_REVOKED = 512,
   DNSLINT_CERTIFICATE_MALFORMED = 1024,
   DNSLINT_CERTIFICATE_OTHER = 2048
};

/* What was seen of TLS on the last hop. Texts are empty where nothing was seen. */
typedef struct dnslint_tls {
   uint32_t size;
   uint32_t is_judged;    /* 1: the chain was judged, as of the run's time */
   uint32_t errors;       /* DNSLINT_CERTIFICATE_...; 0 on a judged chain: it holds */
   uint32_t certificates; /* how many the host sent */
   dnslint_str version;   /* "TLSv1.3" */
   dnslint_str group;     /* "x25519" */
   dnslint_str cipher;    /* "TLS_AES_256_GCM_SHA384" */
} dnslint_tls;

/* As dnslint_query_done: exactly once per request, never from inside get(). `reply` is never null. */
typedef void (*dnslint_https_done)(void* user, const dnslint_https_reply* reply) DNSLINT_NOEXCEPT;

typedef struct dnslint_https {
   uint32_t size;
   uint32_t reserved;

   /* Asks for a URL. Only hosts with a global address are spoken to (RFC 6890), unless the user
    * opens others, and only if their certificate holds; one connection to an address at a time, so
    * that a reply can take long. Waiting for that is not counted against the request, which has 20
    * seconds, but against the probe's deadline. A request of the wrong size or with a number out of
    * range is misuse. [run] */
   void (*get)(dnslint_run* run, const dnslint_https_request* request, dnslint_https_done done,
               void* user) DNSLINT_NOEXCEPT;

   /* DNSLINT_NONE when there is no response, and cause() says why. [run] */
   dnslint_status (*response)(const dnslint_https_reply* reply,
                              dnslint_https_response* out) DNSLINT_NOEXCEPT;
   /* DNSLINT_NONE when there is a response. Beside the causes of every question: refused,
    * unreachable, timeout, closed, protocol, tls-failed, not-global, too-large, bad-url. [run] */
   dnslint_status (*cause)(const dnslint_https_reply* reply, dnslint_cause* out) DNSLINT_NOEXCEPT;
   /* Where a request without response ended, DNSLINT_HTTPS_...; of others DNSLINT_HTTPS_BODY.
    * [run] */
   uint32_t (*phase)(const dnslint_https_reply* reply) DNSLINT_NOEXCEPT;

   /* The headers of the response in the host's order; one that came several times is there several
    * times. Names are in lower case; values are bytes. DNSLINT_NONE when `index` is out of range.
    * [run] */
   uint64_t (*header_count)(const dnslint_https_reply* reply) DNSLINT_NOEXCEPT;
   dnslint_status (*header)(const dnslint_https_reply* reply, uint64_t index, dnslint_str* name,
                            dnslint_str* value) DNSLINT_NOEXCEPT;
   /* DNSLINT_NONE when `index` is out of range. [run] */
   uint64_t (*hop_count)(const dnslint_https_reply* reply) DNSLINT_NOEXCEPT;
   dnslint_status (*hop)(const dnslint_https_reply* reply, uint64_t index,
                         dnslint_https_hop* out) DNSLINT_NOEXCEPT;
   /* Of any reply. [run] */
   dnslint_status (*tls)(const dnslint_https_reply* reply, dnslint_tls* out) DNSLINT_NOEXCEPT;
   /* A certificate that the host sent, in DER, its own first; empty out of range. [run] */
   dnslint_str (*certificate)(const dnslint_https_reply* reply, uint64_t index) DNSLINT_NOEXCEPT;
} dnslint_https;

#ifdef __cplusplus
}
#endif
#endif
