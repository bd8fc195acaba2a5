//! The one integration-test binary: runs the built program against emulators of the clouds.
#![allow(clippy::expect_used, clippy::print_stderr)]

#[cfg(all(feature = "aws", feature = "cloudflare"))]
mod accounts;
mod architecture;
mod author;
mod bad_input;
#[cfg(all(feature = "aws", feature = "cloudflare"))]
mod canaries;
#[cfg(feature = "cloudflare")]
mod cloudflare_access;
#[cfg(feature = "cloudflare")]
mod cloudflare_account;
#[cfg(feature = "cloudflare")]
mod cloudflare_certificates;
#[cfg(feature = "cloudflare")]
mod cloudflare_contract;
#[cfg(feature = "cloudflare")]
mod cloudflare_dns;
#[cfg(feature = "cloudflare")]
mod cloudflare_ranges;
#[cfg(feature = "cloudflare")]
mod cloudflare_rules;
#[cfg(feature = "cloudflare")]
mod cloudflare_whole;
#[cfg(feature = "cloudflare")]
mod cloudflare_workers;
#[cfg(feature = "cloudflare")]
mod cloudflare_zone;
#[cfg(feature = "aws")]
mod collect_aws;
#[cfg(feature = "cloudflare")]
mod collect_cloudflare;
mod drift;
#[cfg(all(feature = "aws", feature = "cloudflare"))]
mod end_to_end;
#[cfg(all(feature = "aws", feature = "cloudflare"))]
mod fixes;
mod frameworks;
mod gate;
#[cfg(all(feature = "aws", feature = "cloudflare"))]
mod joins;
mod library;
#[cfg(all(feature = "aws", feature = "cloudflare"))]
mod needs;
mod opa;
mod parity;
mod policy_cli;
mod pull_requests;
mod source;
#[cfg(feature = "aws")]
mod states_in_s3;
mod support;
#[cfg(all(feature = "aws", feature = "cloudflare"))]
mod sweep;
mod terraform;
#[cfg(all(feature = "aws", feature = "cloudflare"))]
mod unread;
mod waivers;
