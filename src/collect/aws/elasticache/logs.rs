//! Where caches send their logs.
//!
//! In: the configurations that a listing states. Out: the value of `log_delivery_configuration`.

use aws_sdk_elasticache::types::{DestinationDetails, LogDeliveryConfiguration};
use serde_json::{Value, json};

use super::super::values::text;

pub(super) fn configurations(configurations: &[LogDeliveryConfiguration]) -> Value {
    let mut logs: Vec<Value> = configurations
        .iter()
        .map(|c| {
            json!({
                "log_type": text(c.log_type().map(|t| t.as_str())),
                "destination_type": text(c.destination_type().map(|t| t.as_str())),
                "destination": text(c.destination_details().and_then(destination)),
                "log_format": text(c.log_format().map(|f| f.as_str())),
                "status": text(c.status().map(|s| s.as_str())),
            })
        })
        .collect();
    logs.sort_by_cached_key(Value::to_string);
    Value::Array(logs)
}

fn destination(details: &DestinationDetails) -> Option<&str> {
    let group = details.cloud_watch_logs_details().and_then(|d| d.log_group());
    group.or_else(|| details.kinesis_firehose_details().and_then(|d| d.delivery_stream()))
}
