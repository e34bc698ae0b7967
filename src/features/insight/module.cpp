#include "features/insight/insight.hpp"

namespace palier::insight {

std::unique_ptr<Insight> make(const Core&, Sources) {
  return std::make_unique<Insight>();
}

}  // namespace palier::insight
