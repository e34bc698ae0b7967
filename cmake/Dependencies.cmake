# Every library comes from Debian 12. The versions below are those of bookworm: an older one lacks
# something we call, a newer major one has not been tried.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(Boost 1.81.0 EXACT CONFIG REQUIRED COMPONENTS json url locale)
find_package(fmt 9.1 REQUIRED)
find_package(spdlog 1.10 REQUIRED)
find_package(SQLiteCpp REQUIRED)
find_package(tomlplusplus 3.3 REQUIRED)
find_package(prometheus-cpp REQUIRED)  # 1.0; Debian ships no version file
find_package(ZLIB 1.2.13 REQUIRED)
pkg_check_modules(SQLITE3 REQUIRED IMPORTED_TARGET sqlite3>=3.40)
pkg_check_modules(PQXX REQUIRED IMPORTED_TARGET libpqxx>=6.4)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium>=1.0.18)
pkg_check_modules(VMIME REQUIRED IMPORTED_TARGET vmime>=0.9.2)
pkg_check_modules(XXHASH REQUIRED IMPORTED_TARGET libxxhash>=0.8.1)
pkg_check_modules(BROTLI REQUIRED IMPORTED_TARGET libbrotlienc>=1.0.9)
pkg_check_modules(LEMON REQUIRED IMPORTED_TARGET lemon>=1.3.1)  # matching's network simplex
pkg_check_modules(CMARK REQUIRED IMPORTED_TARGET libcmark>=0.30)  # Markdown of posts
pkg_check_modules(VIPS REQUIRED IMPORTED_TARGET vips>=8.14)  # photos
set_property(TARGET PkgConfig::VIPS PROPERTY INTERFACE_COMPILE_OPTIONS "")  # -pthread: Threads::Threads brings it
pkg_check_modules(PANGOCAIRO REQUIRED IMPORTED_TARGET pangocairo>=1.50 cairo-pdf>=1.16)  # paper
set_property(TARGET PkgConfig::PANGOCAIRO PROPERTY INTERFACE_COMPILE_OPTIONS "")
pkg_check_modules(QRCODEGEN REQUIRED IMPORTED_TARGET qrcodegencpp>=1.8)
pkg_check_modules(CURL REQUIRED IMPORTED_TARGET libcurl>=7.88)  # web push
pkg_check_modules(ICU REQUIRED IMPORTED_TARGET icu-uc>=72 icu-i18n>=72)

find_path(TL_EXPECTED_INCLUDE tl/expected.hpp REQUIRED)
find_path(CLI11_INCLUDE CLI/CLI.hpp REQUIRED)

# Debian's s2 0.10 ships no CMake config.
find_library(S2_LIBRARY s2 REQUIRED)
find_path(S2_INCLUDE s2/s2cell_id.h REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(absl REQUIRED)
add_library(palier_s2 INTERFACE)
target_include_directories(palier_s2 SYSTEM INTERFACE ${S2_INCLUDE})
target_link_libraries(palier_s2 INTERFACE ${S2_LIBRARY} absl::base absl::strings absl::int128 absl::hash
  absl::raw_hash_set absl::flat_hash_map absl::flat_hash_set absl::btree absl::fixed_array absl::inlined_vector)

find_program(MSGFMT msgfmt REQUIRED)
find_program(MSGCAT msgcat REQUIRED)
find_program(NODE node REQUIRED)

if(PALIER_TESTS)
  find_package(GTest 1.12 REQUIRED)
  enable_testing()
endif()
