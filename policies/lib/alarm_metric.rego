# Names the metrics that alarms watch.
package lib.alarm_metric

key(namespace, name) := sprintf("%v %v", [namespace, name])
