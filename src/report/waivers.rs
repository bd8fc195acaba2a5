//! Waivers as the JSON report shows them.

use serde::Serialize;

use crate::model::{ResourcePattern, Verdict, Waiver, WaiverStatus, WaiverUse};

/// What a finding says of the waiver that covers it.
#[derive(Serialize)]
pub(super) struct Cover<'a> {
    reason: &'a str,
    owner: &'a str,
    expires: String,
    ticket: Option<&'a str>,
}

impl<'a> From<&'a Waiver> for Cover<'a> {
    fn from(waiver: &'a Waiver) -> Self {
        Self {
            reason: &waiver.reason,
            owner: &waiver.owner,
            expires: waiver.expires.to_string(),
            ticket: waiver.ticket.as_deref(),
        }
    }
}

/// One waiver and what it did.
#[derive(Serialize)]
pub(super) struct Row<'a> {
    control: &'a str,
    resource: &'a ResourcePattern,
    verdicts: Vec<Verdict>,
    reason: &'a str,
    owner: &'a str,
    expires: String,
    ticket: Option<&'a str>,
    status: WaiverStatus,
    matched: usize,
    days_left: i32,
    note: Option<&'a str>,
    file: &'a str,
    line: u32,
}

impl<'a> From<&'a WaiverUse> for Row<'a> {
    fn from(used: &'a WaiverUse) -> Self {
        let waiver = &used.waiver;
        Self {
            control: &waiver.control,
            resource: &waiver.resource,
            verdicts: waiver.verdicts.iter().copied().collect(),
            reason: &waiver.reason,
            owner: &waiver.owner,
            expires: waiver.expires.to_string(),
            ticket: waiver.ticket.as_deref(),
            status: used.status,
            matched: used.matched,
            days_left: used.days_left,
            note: used.note.as_deref(),
            file: &waiver.file,
            line: waiver.line,
        }
    }
}
