//! `cloudflare.turnstile.widget`. The secret that belongs to a widget is not in the list and not asked
//! for.

use futures::FutureExt;

use super::lists::{List, identify, read_all};
use super::{Area, Place};

const LISTS: &[List] = &[List {
    kind: "cloudflare.turnstile.widget",
    operation: "turnstile:ListWidgets",
    path: &["challenges", "widgets"],
    query: None,
    per_page: Some(50),
    required: &["name", "domains", "mode"],
    prepare: |widget| identify(widget, "sitekey"),
}];

pub(super) const AREA: Area = Area {
    name: "Turnstile",
    place: Place::Account,
    kinds: &["cloudflare.turnstile.widget"],
    collect: |task| async move { read_all(&task, LISTS).await }.boxed(),
};
