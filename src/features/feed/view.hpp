#pragma once

#include "core/html/field.hpp"
#include "core/html/html.hpp"
#include "core/html/live_bar.hpp"
#include "features/feed/form.hpp"
#include "features/feed/service.hpp"

namespace palier::feed {

/// When and where an event is, in words.
struct EventView {
  std::string day, month;  ///< "28", "Nov": of its first day, for the corner of a card.
  std::string when;        ///< "Saturday 28 November 2026, 15:00 to 17:00"
  std::string place;
  std::string calendar_url;
  bool over = false;
};

struct PollView {
  struct Row {
    std::string text, votes, share;  ///< "12 answers", "40 %"
    int percent = 0;
    bool chosen = false;
  };
  std::string question, said, until;  ///< "12 neighbours have answered", "Until …"
  std::vector<Row> rows;
  bool several = false, open = true, answered = false;
};

/// A post, in a list or on its page: nothing of it depends on who looks but `own`.
struct PostView {
  std::string id, anchor, url;
  std::string kind, icon, mark;
  std::string title;    ///< "" where it has none.
  std::string heading;  ///< Of a card: the title, or the beginning of the text.
  std::string excerpt;  ///< What a card shows below the heading; "" where that says it all.
  html::Html text;      ///< On its page; empty in lists.
  bool cut = false;     ///< There is more on its page.
  std::string author, initial, author_id;
  bool left = false;  ///< Its author is not here any more.
  bool author_new = false;
  std::string to, to_url;  ///< "Belleville"
  std::string ago, when, edited;
  std::vector<photos::Photo> photos;
  std::size_t more_photos = 0;  ///< Not shown in the list.
  std::optional<EventView> event;
  std::optional<PollView> poll;
  std::optional<structures::Card> place;
  std::int64_t comments = 0, thanks = 0;
  std::string why;  ///< "Near you, just posted"
  bool is_new = false, held = false, hidden = false;
  Own own;
};
enum class Where { list, page };
PostView post_view(const Item& item, const i18n::Language& l, Instant now, Where where);

struct CommentView {
  std::string id, anchor, author, initial, author_id, ago, edited, url;
  html::Html text;
  std::int64_t thanks = 0;
  bool own = false, thanked = false, left = false;
  bool held = false, hidden = false, gone = false;
  std::string report_url;
  std::vector<CommentView> answers;
};
CommentView comment_view(const CommentItem& item, const i18n::Language& l, Instant now);

/// A need or an offer between the posts.
struct AidView {
  std::string id, kind, icon, title, category, quarter, ago, url;
  bool need = true, urgent = false, contactless = false;
};
AidView aid_view(const aid::Card& card, const i18n::Language& l, Instant now);

/// A thing of the list: one or the other.
struct Entry {
  std::optional<PostView> post;
  std::optional<AidView> aid;
  bool line_before = false;  ///< What follows was seen before: "You are up to date".
};
std::vector<Entry> entries(const FeedPage& page, Order order, const i18n::Language& l, Instant now);

/// The line of a moment: "Saturday 28 November 2026 at 15:00".
std::string moment(Instant at, const i18n::Language& l);

// What the templates are given.

/// A button that does something to one thing and comes back.
struct Act {
  std::string action, label;
  std::string of;  ///< To what, for those who hear the button alone.
  std::string icon;
  bool on = true;  ///< What it sends: do it, or take it back.
  std::string comment;
  std::string person;
};

struct Tab {
  std::string label, url;
  bool current = false;
};
/// The posts of an audience, as a page of the feed and the page of a group show them.
struct ListView {
  std::vector<Entry> entries;
  html::Pager pager;
  std::string back;  ///< The path of the page, for the buttons on it.
  bool up_to_date = false, all_read = false;
  bool first_page = true;
  html::LiveBar live;        ///< Without a URL where this list is not live.
  std::int64_t waiting = 0;  ///< "3 new", above a later page.
  std::string newest_url;
};
struct FeedView {
  std::vector<Tab> tabs, orders;
  std::vector<bulletins::Card> bulletins;
  std::vector<Tab> side;
  html::Field kinds;
  std::string path;      ///< Of the form that filters.
  std::string audience;  ///< "" for all.
  std::string order;     ///< Kept by the form that filters; "" for newest.
  std::string write_url, home_url;
  bool filtered = false, first_time = false;
  ListView list;
};
struct PartView {
  ListView list;
  std::string write_url;  ///< "" for those who may only read.
};
struct MutedView {
  struct Row {
    std::string name, url;
    Act act;
  };
  std::vector<Row> people, posts;
};
/// What could be written, each with its page.
struct ChooseView {
  struct Way {
    std::string name, says, icon, url;
  };
  std::vector<Way> ways;
};
struct KeptView {
  std::string id;
  int width = 0, height = 0;
  html::Field alt;
};
struct WriteView {
  std::string heading, action, back, kind, submit;
  std::vector<ready_texts::Offered> ready;
  bool edit = false, alert = false, photos_open = false;
  bool more_photos_open = false;  ///< Something is wrong beyond the second.
  PostFields fields;
  html::Field which_place;  ///< Where several have the name that was written; no options: none.
  std::string place_id, place_name;  ///< Chosen already.
  std::vector<KeptView> kept;
  struct Slot {
    html::Field photo, alt;
  };
  std::vector<Slot> slots;
};
struct ConfirmView {
  std::string heading, text, quote, action, submit, back;
};
struct CommentEditView {
  std::string heading, action, back;
  html::Field text;
};
struct DetailView {
  PostView post;
  std::vector<CommentView> comments;
  std::string earlier_url;
  std::string back, back_label;
  html::Field answer;     ///< The field of the form below, or below a comment.
  std::string answer_to;  ///< The comment's id; "" for the post.
  std::string answer_name;
  bool may_comment = false, may_edit = false, may_moderate = false, may_remove = false;
  std::string report_url;
  html::LiveBar live;
  html::Field vote;
};

}  // namespace palier::feed
