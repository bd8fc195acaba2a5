//! Virtual MFA devices and who uses them. A user with MFA and without a virtual device has a hardware
//! device or a passkey.

use aws_sdk_iam::types::{AssignmentStatusType, VirtualMfaDevice};
use serde_json::Value;

use super::super::super::Asked;
use super::super::task::Task;
use super::super::values::sorted;
use super::MOST_ITEMS;

pub(super) const LIST: &str = "iam:ListVirtualMFADevices";

/// Serial number and the ARN of the user, for each device that is in use.
#[derive(Debug, Default)]
pub(super) struct Devices(Vec<(String, String)>);

/// Reads the devices of the account if one of the kinds is to be read from them.
pub(super) async fn ask(task: &Task, kinds: &[&str]) -> Asked<Devices> {
    let kind = kinds.iter().find(|kind| task.asks(kind, LIST))?;
    let request = task.aws.iam().list_virtual_mfa_devices();
    let request = request
        .assignment_status(AssignmentStatusType::Assigned)
        .max_items(MOST_ITEMS);
    let pages = task.ask_pages(kind, LIST, request.into_paginator().send()).await?;
    Some(pages.map(|pages| Devices::of(pages.iter().flat_map(|page| page.virtual_mfa_devices()))))
}

impl Devices {
    fn of<'a>(devices: impl Iterator<Item = &'a VirtualMfaDevice>) -> Self {
        let device = |device: &VirtualMfaDevice| {
            let user = device.user().map(|u| u.arn()).unwrap_or_default();
            (device.serial_number().to_owned(), user.to_owned())
        };
        Self(devices.map(device).collect())
    }

    /// Serial numbers of the devices of one user.
    pub(super) fn of_user(&self, arn: Option<&str>) -> Value {
        let own = self.0.iter().filter(|(_, user)| Some(user.as_str()) == arn);
        sorted(own.map(|(serial, _)| serial.as_str()))
    }

    /// Serial numbers of the devices of the root user. The console once gave them a name of their own,
    /// and did not always name the user.
    pub(super) fn of_root(&self) -> Value {
        let of_root = |(serial, user): &&(String, String)| {
            user.ends_with(":root") || serial.ends_with(":mfa/root-account-mfa-device")
        };
        sorted(self.0.iter().filter(of_root).map(|(serial, _)| serial.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn devices_are_told_apart_by_their_users() {
        let serial = |name: &str| format!("arn:aws:iam::1:mfa/{name}");
        let device = |name: &str, user: &str| (serial(name), format!("arn:aws:iam::1:{user}"));
        let devices = Devices(vec![
            device("phone", "user/ada"),
            device("my-root-phone", "root"),
            (serial("root-account-mfa-device"), String::new()),
            device("another", "user/ada"),
        ]);
        assert_eq!(
            devices.of_user(Some("arn:aws:iam::1:user/ada")),
            json!([serial("another"), serial("phone")])
        );
        assert_eq!(devices.of_user(None), json!([]));
        assert_eq!(
            devices.of_root(),
            json!([serial("my-root-phone"), serial("root-account-mfa-device")])
        );
    }
}
