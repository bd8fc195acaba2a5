"""S3 Control: where access points lie, and the names of answers."""

from moto.core.serialize import RestXMLSerializer
from moto.s3control.responses import S3ControlResponse


def patch():
    # An access point lies in one region and is only listed there; moto lists it everywhere.
    plain_create, plain_list = S3ControlResponse.create_access_point, S3ControlResponse.list_access_points

    def create(self):
        answer = plain_create(self)
        point = self.backend.get_access_point(self._get_param("AccountId"), self._get_param("Name"))
        point.region = self.region
        return answer

    def listed(self):
        answer = plain_list(self)
        points = self.backend.access_points[self._get_param("AccountId")]
        here = [p for p in answer.result["AccessPointList"] if points[p["Name"]].region == self.region]
        answer.result["AccessPointList"] = here
        return answer

    # Answers are called Result; moto calls them Response.
    plain_body = RestXMLSerializer._serialize_body

    def body(self, wrapper):
        if self.operation_model.service_model.service_name == "s3control":
            name = self.operation_model.name
            wrapper = {f"{name}Result" if key == f"{name}Response" else key: v for key, v in wrapper.items()}
        return plain_body(self, wrapper)

    RestXMLSerializer._serialize_body = body
    S3ControlResponse.create_access_point = create
    S3ControlResponse.list_access_points = listed
