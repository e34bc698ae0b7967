#pragma once

#include "features/circles/service.hpp"

namespace palier::circles {

/// "circles.plan", every night: the days ahead of every circle. "circles.tick", every five minutes
/// and whenever something was asked: proposals unanswered, substitutes, alarms, reminders, letters.
void open_jobs(Service& service);

}  // namespace palier::circles
