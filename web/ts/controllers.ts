import { Application } from "@hotwired/stimulus";
import { AddressController } from "./address";
import { CountController } from "./count";

const application = Application.start();
application.register("address", AddressController);
application.register("count", CountController);
