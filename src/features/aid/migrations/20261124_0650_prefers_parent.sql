-- Whoever asks for childcare may prefer somebody who has children: matching honours it.
insert into aid_questions (id, category_id, code, kind, applies, seen, required, label_fr, label_en,
    hint_fr, hint_en, options, minimum, maximum, position)
select 506, id, 'prefers_parent', 6, 1, 0, false,
   'Préférez-vous quelqu’un qui a des enfants ?', 'Would you rather have somebody who has children?',
   '', '', '[]', 0, 0, 35
from aid_categories where id = 5 and code = 'childcare';
