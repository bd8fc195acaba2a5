package lib.iam_permissions_test

import data.lib.iam_permissions as permissions

needed := permissions.only({"iam:PassRole", "iam:PutRolePolicy", "lambda:CreateFunction"})

allowed(statement) := {action | some action, _ in permissions.reading({"Statement": statement}, needed).allow}

test_only_sorts_by_service if {
	needed == {"iam": {"iam:passrole", "iam:putrolepolicy"}, "lambda": {"lambda:createfunction"}}
}

test_actions_match_without_regard_to_case_and_with_wildcards if {
	allowed({"Effect": "Allow", "Action": "IAM:PASSROLE"}) == {"iam:passrole"}
	allowed({"Effect": "Allow", "Action": ["iam:P*Role*", "s3:*"]}) == {"iam:passrole", "iam:putrolepolicy"}
	allowed({"Effect": "Allow", "Action": "iam:?assRole"}) == {"iam:passrole"}
	allowed({"Effect": "Allow", "Action": "*"}) == {"iam:passrole", "iam:putrolepolicy", "lambda:createfunction"}
	allowed({"Effect": "Allow", "Action": "la*:Create*"}) == {"lambda:createfunction"}
	allowed({"Effect": "Allow", "NotAction": "iam:Put*"}) == {"iam:passrole", "lambda:createfunction"}
}

test_what_is_no_action_allows_nothing if {
	allowed({"Effect": "Allow", "Action": "iam:PassRoles"}) == set()
	allowed({"Effect": "Allow", "Action": "iam.PassRole"}) == set()
	allowed({"Effect": "Allow", "Action": [7, null]}) == set()
	allowed({"Effect": "Allow"}) == set()
	allowed({"Effect": "allow", "Action": "*"}) == set()
	allowed("text") == set()
	permissions.reading("text", needed) == {"allow": {}, "deny": {}}
}

test_special_characters_stand_for_themselves if {
	permissions.matches("arn:aws:s3:::a.b(c)/*", "arn:aws:s3:::a.b(c)/d")
	not permissions.matches("arn:aws:s3:::a.b/*", "arn:aws:s3:::axb/d")
	permissions.matches("a+[b]|{c}^$*", "a+[b]|{c}^$d")
	permissions.matches("a*", "a\nb")
}

test_statements_are_named_by_sid_or_place if {
	found := permissions.reading({"Statement": [{"Sid": "", "Effect": "Allow", "Action": "s3:*"}, {"Effect": "Deny", "Action": "iam:*", "NotResource": "x"}]}, needed)
	found.deny["iam:passrole"] == [{"statement": "#2", "resources": [], "except": ["x"], "conditions": []}]
	permissions.label(0, {"Sid": "Own"}) == "Own"
}

grant(resources) := {"statement": "#1", "resources": resources, "except": null, "conditions": []}

wide(resource, action) if permissions.wide(grant([resource]), action)

test_resources_without_a_name_are_wide if {
	wide("*", "lambda:updatefunctioncode")
	wide("arn:aws:lambda:*:*:function:*", "lambda:updatefunctioncode")
	wide("arn:aws:lambda:eu-west-1:111122223333:*", "lambda:updatefunctioncode")
	wide("arn:aws:ecs:*:*:task/*/*", "ecs:executecommand")
	wide("arn:aws:ec2:*:*:instance/*", "ssm:sendcommand")
	wide("arn:aws:ec2:*:*:instance/*", "ec2-instance-connect:sendsshpublickey")
	wide("arn:aws:iam::*:role/*", "sts:assumerole")
	wide("arn:aws:s3:::*/*", "s3:getobject")
	wide("arn:aws:lambda:*:*:f*", "lambda:updatefunctioncode")
}

test_resources_with_a_name_are_not_wide if {
	not wide("arn:aws:lambda:*:*:function:shop-*", "lambda:updatefunctioncode")
	not wide("arn:aws:ecs:*:*:task/shop/*", "ecs:executecommand")
	not wide("arn:aws:s3:::shop*", "s3:getobject")
	not wide("arn:aws:s3:::shop/*", "s3:getobject")
	not wide("arn:aws:iam::*:user/${aws:username}", "iam:createaccesskey")
	not wide("arn:aws:iam::*:user/*", "iam:passrole")
	not wide("arn:aws:sqs:*:*:*", "lambda:updatefunctioncode")
	not wide("arn:aws:sqs:*", "lambda:updatefunctioncode")
	not wide("x:aws:iam::*:user/*", "iam:createaccesskey")
}

test_exceptions_leave_the_rest if {
	some_left := {"statement": "#1", "resources": [], "except": ["arn:aws:iam::*:role/boss"], "conditions": []}
	permissions.wide(some_left, "iam:passrole")
	not permissions.wide(object.union(some_left, {"except": ["arn:aws:iam::*:role/*"]}), "iam:passrole")
	permissions.covers(some_left, "arn:aws:iam::111122223333:role/app")
	not permissions.covers(some_left, "arn:aws:iam::111122223333:role/boss")
	permissions.extent(some_left) == "all but arn:aws:iam::*:role/boss"
	permissions.extent(grant(["a", "b"])) == "a, b"
}

test_unlimited_names_the_statements if {
	document := {"Statement": [
		{"Effect": "Allow", "Action": "iam:PassRole", "Resource": "arn:aws:iam::111122223333:role/app"},
		{"Effect": "Allow", "Action": "iam:PassRole", "Resource": "*"},
	]}
	[found | some one in permissions.unlimited(document, "iam:PassRole"); found := one.statement] == ["#2"]
	permissions.unlimited({"Statement": array.concat(document.Statement, [{"Effect": "Deny", "NotAction": "s3:*", "Resource": "*"}])}, "iam:PassRole") == []
}

test_everything_is_everything_by_name if {
	permissions.allows_everything({"Statement": {"Effect": "Allow", "Action": ["*"], "Resource": "*"}})
	not permissions.allows_everything({"Statement": {"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"}})
	not permissions.allows_everything({"Statement": {"Effect": "Allow", "Action": "*", "NotResource": "x"}})
	not permissions.allows_everything(null)
}
