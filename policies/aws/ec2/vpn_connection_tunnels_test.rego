package aws.ec2.vpn_connection_tunnels_test

import data.aws.ec2.vpn_connection_tunnels

judge(state, statuses) := found if {
	found := vpn_connection_tunnels.deny with input as {"attributes": {"state": state, "vgw_telemetry": [{"status": s} | some s in statuses]}}
		with data.spec as {"vpc": {"min_vpn_tunnels_up": 2}}
}

failure(up) := {"path": "vgw_telemetry", "actual": up, "expected": 2, "because": "tunnels that are up"}

test_both_up_pass if judge("available", ["UP", "UP"]) == set()

test_others_fail if {
	judge("available", ["UP", "DOWN"]) == {failure(1)}
	judge("available", ["DOWN", "DOWN"]) == {failure(0)}
	judge("available", []) == {failure(0)}
	judge("available", ["UP", null]) == {failure(1)}
	vpn_connection_tunnels.deny == {failure(0)} with input as {"attributes": {"state": "available", "vgw_telemetry": null}}
		with data.spec as {"vpc": {"min_vpn_tunnels_up": 2}}
}

test_connections_that_come_or_go_pass if {
	judge("pending", []) == set()
	judge("deleting", ["DOWN"]) == set()
}
