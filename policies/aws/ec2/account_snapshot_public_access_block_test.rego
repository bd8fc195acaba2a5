package aws.ec2.account_snapshot_public_access_block_test

import data.aws.ec2.account_snapshot_public_access_block

judge(value, blocks) := found if {
	found := account_snapshot_public_access_block.deny with input as {"attributes": {"snapshot_block_public_access": value}}
		with data.spec as {"ec2": {"snapshot_blocks": blocks}}
}

all := ["block-all-sharing"]

test_accepted_block_passes if {
	judge("block-all-sharing", all) == set()
	judge("block-new-sharing", ["block-all-sharing", "block-new-sharing"]) == set()
}

test_weaker_block_fails if {
	judge("block-new-sharing", all) == {{"path": "snapshot_block_public_access", "actual": "block-new-sharing", "expected": all}}
	judge("unblocked", all) == {{"path": "snapshot_block_public_access", "actual": "unblocked", "expected": all}}
	count(judge(null, all)) == 1
}
