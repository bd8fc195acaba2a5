//! Sends planned calls to Cloudflare.

use crate::cloud::CallError;
use crate::cloud::cloudflare::Cloudflare;

use super::actions::Call;
use super::apply::refused;

/// Sends one call.
pub(super) async fn execute(cloudflare: &Cloudflare, call: &Call) -> Result<(), CallError> {
    let parameters = &call.parameters;
    let (zone, setting) = (parameters["zone_id"].as_str(), parameters["setting_id"].as_str());
    match (call.operation.as_str(), zone, setting) {
        ("zones:EditSetting", Some(zone), Some(setting)) => {
            cloudflare.patch_setting(zone, setting, &parameters["value"]).await
        }
        ("zones:EditSetting", ..) => Err(refused(call, "the zone or the setting is missing")),
        _ => Err(refused(call, "this version does not know the operation")),
    }
}
