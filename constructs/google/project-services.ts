import { ProjectService } from "@cdktf/provider-google/lib/project-service";
import { Construct } from "constructs";
import type { GoogleService } from "../../catalog/google-permissions";
import { addressName } from "../core/address-name";

/** Services that a project must have on. They stay on when this is taken away: others may use them by then. */
export class ProjectServices extends Construct {
  /** For what works only once they are on. */
  readonly services: readonly ProjectService[];

  constructor(
    scope: Construct,
    id: string,
    props: { readonly project: string; readonly services: readonly GoogleService[] },
  ) {
    super(scope, id);
    const names = [...new Set(props.services.map(({ service }) => service))].sort();
    this.services = names.map((service) => {
      const resource = new ProjectService(this, service, { project: props.project, service, disableOnDestroy: false });
      resource.overrideLogicalId(addressName(service.replace(/\./g, "-")));
      return resource;
    });
  }
}
