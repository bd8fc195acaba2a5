package aws.ec2.account_image_public_access_block_test

import data.aws.ec2.account_image_public_access_block

judge(value) := found if {
	found := account_image_public_access_block.deny with input as {"attributes": {"image_block_public_access": value}}
}

test_block_passes if judge("block-new-sharing") == set()

test_no_block_fails if {
	judge("unblocked") == {{"path": "image_block_public_access", "actual": "unblocked", "expected": "block-new-sharing"}}
	judge(null) == {{"path": "image_block_public_access", "actual": null, "expected": "block-new-sharing"}}
}
