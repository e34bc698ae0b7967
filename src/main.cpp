#include "app/command_line.hpp"

int main(int argc, char** argv) {
  return palier::app::run(argc, argv);
}
