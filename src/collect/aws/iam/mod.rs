//! IAM: identities, policies, providers, certificates, and the account that they belong to.
//!
//! In: a connection. Out: `aws.iam.*` and `aws.account`, which stands here because it shares the
//! credential report and the list of MFA devices with the users: both are asked for once. May import
//! `cloud`, `model` and the frame of collection.

mod account;
mod certificates;
mod details;
mod group;
mod mfa;
mod password_policy;
mod policy;
mod providers;
mod report;
mod role;
mod user;

use aws_sdk_iam::types::Tag;

use super::super::{Asked, Part};
use super::Service;
use super::task::Task;
use mfa::Devices;
use report::Report;

pub(super) const SERVICE: Service = Service {
    name: "iam",
    kinds: &[
        account::ACCOUNT,
        certificates::CERTIFICATE,
        group::GROUP,
        password_policy::PASSWORD_POLICY,
        policy::POLICY,
        providers::OIDC,
        providers::SAML,
        role::ROLE,
        user::USER,
    ],
    regional: false,
    collect: |task| Box::pin(collect(task)),
};

/// Things of one page, the most that IAM gives.
const MOST_ITEMS: i32 = 1000;

/// What users and the account are both read from.
#[derive(Debug, Default)]
struct Shared {
    report: Asked<Report>,
    devices: Asked<Devices>,
}

impl Shared {
    /// The credential report, if a kind is to be read from it.
    fn report(&self, task: &Task, kind: &str) -> &Asked<Report> {
        match task.asks(kind, report::GET) {
            true => &self.report,
            false => &None,
        }
    }

    /// The virtual MFA devices, if a kind is to be read from them.
    fn devices(&self, task: &Task, kind: &str) -> &Asked<Devices> {
        match task.asks(kind, mfa::LIST) {
            true => &self.devices,
            false => &None,
        }
    }
}

async fn collect(task: Task) -> Part {
    let (report, devices, details, password_policy, providers, certificates) = tokio::join!(
        report::ask(&task, &[user::USER, account::ACCOUNT]),
        mfa::ask(&task, &[user::USER, account::ACCOUNT]),
        details::list(&task),
        password_policy::collect(&task),
        providers::collect(&task),
        certificates::collect(&task),
    );
    let shared = Shared { report, devices };
    let (mut part, account) = tokio::join!(
        details::resources(&task, details, &shared),
        account::collect(&task, &shared)
    );
    for other in [account, password_policy, providers, certificates] {
        part.merge(other);
    }
    part
}

fn tags(tags: &[Tag]) -> impl Iterator<Item = (&str, &str)> {
    tags.iter().map(|t| (t.key(), t.value()))
}
