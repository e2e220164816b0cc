// SPDX-License-Identifier: Apache-2.0
// Selectors that customers of mail providers publish. Facts only; each entry names its source.
//
// Sources, read in November 2026:
//   own        the provider's own documentation
//   templates  github.com/Domain-Connect/Templates at e002d91 (2026-08-20): what providers ask
//              registrars to publish for their customers
//   zones      eight or more independent public zone files of the same form, ten of them read
//   checked    a curated table whose entries were compared with live DNS on 2026-10-07
//   thread     github.com/koala73/worldmonitor issue 5232 (July 2026): the records of one domain
//
// Providers whose selectors are dated, random or chosen by customers stand here without selectors:
// nothing is guessed for them. The order is that of guessing: mailbox providers before senders.
#include "providers.hpp"

#include <array>

namespace dkim {
namespace {

constexpr bool shared = true;
constexpr bool own_key = false;
constexpr bool fixed = true;
constexpr bool chosen = false;

// clang-format off
constexpr std::array all_providers{
   provider{"Microsoft 365", "selector1 selector2", "mail.protection.outlook.com mx.microsoft", "spf.protection.outlook.com", "onmicrosoft.com dkim.mail.microsoft", own_key, fixed, "templates, zones"},
   provider{"Google Workspace", "google", "aspmx.l.google.com smtp.google.com", "_spf.google.com", "", own_key, chosen, "checked, thread"},
   provider{"iCloud+", "sig1", "mail.icloud.com", "icloud.com", "icloudmailadmin.com", own_key, fixed, "zones"},
   provider{"Proton", "protonmail protonmail2 protonmail3", "protonmail.ch", "_spf.protonmail.ch", "domains.proton.ch", own_key, fixed, "zones"},
   provider{"Fastmail", "fm1 fm2 fm3", "messagingengine.com", "spf.messagingengine.com", "dkim.fmhosted.com", own_key, fixed, "zones"},
   provider{"Zoho Mail", "zmail zoho", "zoho.com zoho.eu zoho.in zoho.com.au", "zohomail.com zoho.com one.zoho.com", "", own_key, chosen, "zones; zoho: checked"},
   provider{"Migadu", "key1 key2 key3", "", "spf.migadu.com", "migadu.com", own_key, fixed, "zones"},
   provider{"IONOS", "s1-ionos s2-ionos s42582890", "kundenserver.de ionos.com ionos.de ionos.co.uk ionos.fr ionos.es ionos.it", "_spf-eu.ionos.com _spf-us.ionos.com", "dkim.ionos.com", shared, fixed, "zones"},
   provider{"Gandi", "gm1 gm2 gm3", "", "_mailcust.gandi.net", "gandimail.net", shared, fixed, "zones"},
   provider{"Hostinger", "hostingermail-a hostingermail-b hostingermail-c", "hostinger.com", "_spf.mail.hostinger.com", "dkim.mail.hostinger.com", shared, fixed, "zones"},
   provider{"mailbox.org", "MBO0001 MBO0002 MBO0003 MBO0004", "", "mailbox.org", "mailbox.org", shared, fixed, "own"},
   provider{"GoDaddy", "secureserver1 secureserver2", "", "secureserver.net", "onsecureserver.net", own_key, fixed, "templates"},
   provider{"ImprovMX", "dkimprovmx1 dkimprovmx2", "", "", "improvmx.com", shared, fixed, "templates"},
   provider{"Cloudflare Email Routing", "cf2024-1", "mx.cloudflare.net", "_spf.mx.cloudflare.net", "", own_key, chosen, "thread"},
   provider{"Rackspace", "", "emailsrvr.com", "", "", own_key, chosen, "zones"},
   provider{"Proofpoint", "", "pphosted.com", "", "", own_key, chosen, "zones"},
   provider{"Mimecast", "", "mimecast.com", "", "", own_key, chosen, "zones"},
   provider{"SendGrid", "s1 s2", "", "sendgrid.net", "sendgrid.net", own_key, chosen, "templates"},
   provider{"Mailchimp", "k2 k3 k1", "", "servers.mcsv.net", "mcsv.net", shared, fixed, "zones"},
   provider{"Mandrill", "mte1 mte2 mandrill", "", "spf.mandrillapp.com", "mandrillapp.com", shared, fixed, "zones"},
   provider{"Brevo", "brevo1 brevo2 mail", "", "spf.brevo.com sendinblue.com", "dkim.brevo.com", shared, fixed, "zones"},
   provider{"Amazon SES", "", "", "amazonses.com", "dkim.amazonses.com", own_key, chosen, "templates"},
   provider{"HubSpot", "", "", "hubspotemail.net", "hubspotemail.net", own_key, chosen, "zones"},
   provider{"Resend", "resend", "", "", "", own_key, fixed, "templates"},
   provider{"Mailjet", "mailjet", "", "spf.mailjet.com", "", own_key, fixed, "templates"},
   provider{"Zendesk", "zendesk1 zendesk2", "", "mail.zendesk.com", "zendesk.com", shared, fixed, "templates"},
   provider{"AWeber", "aweber_key_a aweber_key_b aweber_key_c", "", "send.aweber.com", "send.aweber.com optin.com", shared, fixed, "templates"},
   provider{"Mailgun", "pdk1 pdk2 krs", "", "mailgun.org", "mailgun.org", own_key, chosen, "templates"},
   provider{"Mailtrap", "rwmt1 rwmt2", "", "", "dkim.smtp.mailtrap.live", shared, fixed, "templates"},
   provider{"SMTP2GO", "", "", "", "dkim.smtp2go.net", shared, chosen, "templates"},
   provider{"Clerk", "clk clk2", "", "", "clerk.services", own_key, fixed, "templates"},
   provider{"Constant Contact", "ctct1 ctct2", "", "constantcontact.com", "", own_key, chosen, "templates, checked"},
   provider{"Klaviyo", "kl kl2", "", "send.klaviyo.com", "klaviyo.com", own_key, chosen, "checked"},
   provider{"Emma", "e2ma-k1 e2ma-k2 e2ma-k3", "", "emsd1.com", "", own_key, chosen, "checked"},
   provider{"Help Scout", "strong1 strong2", "", "helpscoutemail.com", "helpscout.net", own_key, chosen, "checked"},
   provider{"Intercom", "intercom", "", "intercom-mail.com", "dkim.intercom.io", own_key, chosen, "checked"},
   provider{"Campaign Monitor", "cm", "", "_spf.createsend.com", "", own_key, chosen, "checked"},
   provider{"ActiveCampaign", "acdkim1 acdkim2", "", "", "", own_key, chosen, "checked"},
   provider{"MailerLite", "litesrv", "", "", "", own_key, chosen, "checked"},
   provider{"Kit", "cka", "", "", "", own_key, chosen, "checked"},
};
// clang-format on

}  // namespace

std::span<provider const> provider_table()
{
   return all_providers;
}

}  // namespace dkim
