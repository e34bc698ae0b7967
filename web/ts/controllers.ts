import { Application } from "@hotwired/stimulus";
import { AddressController } from "./address";
import { CountController } from "./count";
import { LiveController } from "./live";
import { PushController } from "./push";

const application = Application.start();
application.register("address", AddressController);
application.register("count", CountController);
application.register("live", LiveController);
application.register("push", PushController);
