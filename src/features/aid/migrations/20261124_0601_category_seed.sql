-- The categories a new town begins with; the keeper changes them at /keeper/categories.
insert into aid_categories (id, code, name_fr, name_en, hint_fr, hint_en, icon, contactless,
    needs_verified, anywhere, position) values
  (1, 'shopping', 'Courses', 'Shopping', 'Faire des courses et les déposer devant la porte.',
   'Do some shopping and leave it at the door.', 'basket',
   true, false, false, 10);
insert into aid_categories (id, code, name_fr, name_en, hint_fr, hint_en, icon, contactless,
    needs_verified, anywhere, position) values
  (2, 'pharmacy', 'Pharmacie', 'Pharmacy', 'Passer à la pharmacie, avec ou sans ordonnance.',
   'Go to the pharmacy, with or without a prescription.', 'pharmacy',
   true, false, false, 20);
insert into aid_categories (id, code, name_fr, name_en, hint_fr, hint_en, icon, contactless,
    needs_verified, anywhere, position) values
  (3, 'printing', 'Imprimer une attestation', 'Printing a certificate', 'Imprimer une attestation ou un autre papier.',
   'Print a certificate or another paper.', 'printer',
   true, false, false, 30);
insert into aid_categories (id, code, name_fr, name_en, hint_fr, hint_en, icon, contactless,
    needs_verified, anywhere, position) values
  (4, 'meals', 'Repas', 'Meals', 'Préparer ou apporter un repas.',
   'Cook or bring a meal.', 'meal',
   true, false, false, 40);
insert into aid_categories (id, code, name_fr, name_en, hint_fr, hint_en, icon, contactless,
    needs_verified, anywhere, position) values
  (5, 'childcare', 'Garde d’enfants', 'Childcare', 'Garder des enfants, quelques heures ou régulièrement.',
   'Look after children, for a few hours or regularly.', 'child',
   false, true, false, 50);
insert into aid_categories (id, code, name_fr, name_en, hint_fr, hint_en, icon, contactless,
    needs_verified, anywhere, position) values
  (6, 'homework', 'Devoirs', 'Homework', 'Aider un enfant ou un adulte à apprendre.',
   'Help a child or an adult to learn.', 'book',
   false, false, false, 60);
insert into aid_categories (id, code, name_fr, name_en, hint_fr, hint_en, icon, contactless,
    needs_verified, anywhere, position) values
  (7, 'dog-walking', 'Promener un chien', 'Dog walking', 'Sortir un chien quand son maître ne le peut pas.',
   'Take a dog out when its owner cannot.', 'dog',
   true, false, false, 70);
insert into aid_categories (id, code, name_fr, name_en, hint_fr, hint_en, icon, contactless,
    needs_verified, anywhere, position) values
  (8, 'transport', 'Transport', 'Transport', 'Conduire ou accompagner quelqu’un.',
   'Drive someone or go with them.', 'car',
   false, false, false, 80);
insert into aid_categories (id, code, name_fr, name_en, hint_fr, hint_en, icon, contactless,
    needs_verified, anywhere, position) values
  (9, 'repairs', 'Petites réparations', 'Small repairs', 'Changer une ampoule, fixer une étagère, réparer un robinet.',
   'Change a bulb, put up a shelf, mend a tap.', 'wrench',
   false, false, false, 90);
insert into aid_categories (id, code, name_fr, name_en, hint_fr, hint_en, icon, contactless,
    needs_verified, anywhere, position) values
  (10, 'tools', 'Outils', 'Tools', 'Prêter ou emprunter un outil, un appareil.',
   'Lend or borrow a tool or a machine.', 'toolbox',
   true, false, false, 100);
insert into aid_categories (id, code, name_fr, name_en, hint_fr, hint_en, icon, contactless,
    needs_verified, anywhere, position) values
  (11, 'gardening', 'Jardinage', 'Gardening', 'Arroser, tailler, tondre.',
   'Water, prune, mow.', 'plant',
   false, false, false, 110);
insert into aid_categories (id, code, name_fr, name_en, hint_fr, hint_en, icon, contactless,
    needs_verified, anywhere, position) values
  (12, 'paperwork', 'Papiers', 'Paperwork', 'Remplir un dossier, écrire une lettre, faire une démarche en ligne.',
   'Fill in a form, write a letter, do something online.', 'paper',
   false, false, false, 120);
insert into aid_categories (id, code, name_fr, name_en, hint_fr, hint_en, icon, contactless,
    needs_verified, anywhere, position) values
  (13, 'phone', 'Compagnie par téléphone', 'Company by phone', 'Parler un moment, de temps en temps.',
   'Talk for a while, now and then.', 'phone',
   false, false, true, 130);
insert into aid_categories (id, code, name_fr, name_en, hint_fr, hint_en, icon, contactless,
    needs_verified, anywhere, position) values
  (14, 'maraude', 'Maraude', 'Maraude', 'Aller vers les personnes qui vivent dehors, à plusieurs.',
   'Go out together to people who live in the street.', 'lantern',
   false, false, false, 140);
insert into aid_categories (id, code, name_fr, name_en, hint_fr, hint_en, icon, contactless,
    needs_verified, anywhere, position) values
  (15, 'other', 'Autre chose', 'Something else', 'Ce qui n’entre dans aucune case.',
   'What fits in no other box.', 'star',
   true, false, false, 150);

insert into aid_questions (id, category_id, code, kind, applies, seen, required, label_fr, label_en,
    hint_fr, hint_en, options, minimum, maximum, position) values
  (101, 1, 'list', 1, 1, 0, true, 'Que faut-il acheter ?', 'What should be bought?',
   'Par exemple : 1 litre de lait, du pain, 6 œufs.', 'For example: 1 litre of milk, bread, 6 eggs.',
   '[]',
   0, 2000, 10);
insert into aid_questions (id, category_id, code, kind, applies, seen, required, label_fr, label_en,
    hint_fr, hint_en, options, minimum, maximum, position) values
  (102, 1, 'budget', 5, 1, 0, false, 'Quel budget, à peu près ?', 'What budget, roughly?',
   'En euros. Vous pouvez laisser vide.', 'In euros. You may leave it empty.',
   '[]',
   0, 100000, 20);
insert into aid_questions (id, category_id, code, kind, applies, seen, required, label_fr, label_en,
    hint_fr, hint_en, options, minimum, maximum, position) values
  (103, 1, 'repaid', 3, 1, 0, true, 'Comment remboursez-vous ?', 'How do you pay it back?',
   '', '',
   '[{"value":"cash","fr":"En espèces, dans une enveloppe","en":"In cash, in an envelope"},
    {"value":"transfer","fr":"Par virement","en":"By bank transfer"},
    {"value":"cheque","fr":"Par chèque","en":"By cheque"},
    {"value":"before","fr":"Je donne l’argent avant","en":"I give the money beforehand"},
    {"value":"paid","fr":"C’est déjà payé","en":"It is already paid"}]',
   0, 0, 30);
insert into aid_questions (id, category_id, code, kind, applies, seen, required, label_fr, label_en,
    hint_fr, hint_en, options, minimum, maximum, position) values
  (104, 1, 'shops', 0, 2, 0, false, 'Où faites-vous vos courses d’habitude ?', 'Where do you usually shop?',
   '', '',
   '[]',
   0, 200, 40);
insert into aid_questions (id, category_id, code, kind, applies, seen, required, label_fr, label_en,
    hint_fr, hint_en, options, minimum, maximum, position) values
  (201, 2, 'what', 3, 1, 0, true, 'Que faut-il aller chercher ?', 'What is to be fetched?',
   '', '',
   '[{"value":"prescription","fr":"Des médicaments sur ordonnance","en":"Medicine on prescription"},
    {"value":"free","fr":"Des produits sans ordonnance","en":"Things without a prescription"},
    {"value":"ready","fr":"Une commande déjà prête","en":"An order that is ready"}]',
   0, 0, 10);
insert into aid_questions (id, category_id, code, kind, applies, seen, required, label_fr, label_en,
    hint_fr, hint_en, options, minimum, maximum, position) values
  (202, 2, 'list', 1, 1, 1, false, 'Lesquels ?', 'Which ones?',
   'Seule la personne que vous accepterez le verra.', 'Only the person you accept will see this.',
   '[]',
   0, 1000, 20);
insert into aid_questions (id, category_id, code, kind, applies, seen, required, label_fr, label_en,
    hint_fr, hint_en, options, minimum, maximum, position) values
  (203, 2, 'repaid', 3, 1, 0, true, 'Comment remboursez-vous ?', 'How do you pay it back?',
   '', '',
   '[{"value":"cash","fr":"En espèces, dans une enveloppe","en":"In cash, in an envelope"},
    {"value":"transfer","fr":"Par virement","en":"By bank transfer"},
    {"value":"cheque","fr":"Par chèque","en":"By cheque"},
    {"value":"before","fr":"Je donne l’argent avant","en":"I give the money beforehand"},
    {"value":"paid","fr":"C’est déjà payé","en":"It is already paid"}]',
   0, 0, 30);
insert into aid_questions (id, category_id, code, kind, applies, seen, required, label_fr, label_en,
    hint_fr, hint_en, options, minimum, maximum, position) values
  (301, 3, 'pages', 2, 1, 0, true, 'Combien de pages ?', 'How many pages?',
   '', '',
   '[]',
   1, 200, 10);
insert into aid_questions (id, category_id, code, kind, applies, seen, required, label_fr, label_en,
    hint_fr, hint_en, options, minimum, maximum, position) values
  (302, 3, 'from', 3, 1, 0, true, 'Où est le document ?', 'Where is the document?',
   '', '',
   '[{"value":"official","fr":"C’est une attestation officielle, à trouver","en":"It is an official certificate, to be found"},
    {"value":"send","fr":"Je l’enverrai par message","en":"I will send it"},
    {"value":"paper","fr":"Je l’ai sur papier, il faut une copie","en":"I have it on paper, it needs a copy"}]',
   0, 0, 20);
insert into aid_questions (id, category_id, code, kind, applies, seen, required, label_fr, label_en,
    hint_fr, hint_en, options, minimum, maximum, position) values
  (303, 3, 'colour', 6, 0, 0, false, 'En couleur ?', 'In colour?',
   '', '',
   '[]',
   0, 0, 30);
insert into aid_questions (id, category_id, code, kind, applies, seen, required, label_fr, label_en,
    hint_fr, hint_en, options, minimum, maximum, position) values
  (304, 3, 'pages', 2, 2, 0, false, 'Combien de pages par personne, au plus ?', 'How many pages a person, at most?',
   '', '',
   '[]',
   1, 200, 40);
insert into aid_questions (id, category_id, code, kind, applies, seen, required, label_fr, label_en,
    hint_fr, hint_en, options, minimum, maximum, position) values
  (401, 4, 'people', 2, 0, 0, true, 'Pour combien de personnes ?', 'For how many people?',
   '', '',
   '[]',
   1, 50, 10);
insert into aid_questions (id, category_id, code, kind, applies, seen, required, label_fr, label_en,
    hint_fr, hint_en, options, minimum, maximum, position) values
  (402, 4, 'diet', 4, 0, 0, false, 'À quoi faut-il faire attention ?', 'What should be minded?',
   'Cochez tout ce qui convient.', 'Tick all that apply.',
   '[{"value":"vegetarian","fr":"Végétarien","en":"Vegetarian"},
    {"value":"pork-free","fr":"Sans porc","en":"No pork"},
    {"value":"halal","fr":"Halal","en":"Halal"},
    {"value":"kosher","fr":"Casher","en":"Kosher"},
    {"value":"gluten-free","fr":"Sans gluten","en":"Gluten-free"},
    {"value":"sugar-free","fr":"Peu de sucre","en":"Little sugar"},
    {"value":"soft","fr":"Facile à mâcher","en":"Easy to chew"}]',
   0, 0, 20);
insert into aid_questions (id, category_id, code, kind, applies, seen, required, label_fr, label_en,
    hint_fr, hint_en, options, minimum, maximum, position) values
  (403, 4, 'allergies', 0, 1, 0, false, 'Des allergies ?', 'Any allergies?',
   '', '',
   '[]',
   0, 200, 30);
insert into aid_questions (id, category_id, code, kind, applies, seen, required, label_fr, label_en,
    hint_fr, hint_en, options, minimum, maximum, position) values
  (501, 5, 'children', 2, 1, 0, true, 'Combien d’enfants ?', 'How many children?',
   '', '',
   '[]',
   1, 8, 10);
insert into aid_questions (id, category_id, code, kind, applies, seen, required, label_fr, label_en,
    hint_fr, hint_en, options, minimum, maximum, position) values
  (502, 5, 'ages', 4, 1, 0, true, 'Quel âge ont-ils ?', 'How old are they?',
   'Cochez tout ce qui convient.', 'Tick all that apply.',
   '[{"value":"0-1","fr":"0 à 1 an","en":"0 to 1 year"},
    {"value":"1-2","fr":"1 à 2 ans","en":"1 to 2 years"},
    {"value":"3-5","fr":"3 à 5 ans","en":"3 to 5 years"},
    {"value":"6-9","fr":"6 à 9 ans","en":"6 to 9 years"},
    {"value":"10-12","fr":"10 à 12 ans","en":"10 to 12 years"},
    {"value":"13+","fr":"13 ans et plus","en":"13 years and over"}]',
   0, 0, 20);
insert into aid_questions (id, category_id, code, kind, applies, seen, required, label_fr, label_en,
    hint_fr, hint_en, options, minimum, maximum, position) values
  (503, 5, 'where', 3, 1, 0, false, 'Où les garder ?', 'Where should they be looked after?',
   '', '',
   '[{"value":"home","fr":"Chez nous","en":"At our home"},
    {"value":"helper","fr":"Chez la personne qui garde","en":"At the helper’s home"},
    {"value":"either","fr":"L’un ou l’autre","en":"Either"}]',
   0, 0, 30);
insert into aid_questions (id, category_id, code, kind, applies, seen, required, label_fr, label_en,
    hint_fr, hint_en, options, minimum, maximum, position) values
  (504, 5, 'children', 2, 2, 0, true, 'Combien d’enfants pouvez-vous garder à la fois ?', 'How many children can you look after at a time?',
   '', '',
   '[]',
   1, 8, 40);
insert into aid_questions (id, category_id, code, kind, applies, seen, required, label_fr, label_en,
    hint_fr, hint_en, options, minimum, maximum, position) values
  (505, 5, 'ages', 4, 2, 0, true, 'De quels âges ?', 'Of what ages?',
   'Cochez tout ce qui convient.', 'Tick all that apply.',
   '[{"value":"0-1","fr":"0 à 1 an","en":"0 to 1 year"},
    {"value":"1-2","fr":"1 à 2 ans","en":"1 to 2 years"},
    {"value":"3-5","fr":"3 à 5 ans","en":"3 to 5 years"},
    {"value":"6-9","fr":"6 à 9 ans","en":"6 to 9 years"},
    {"value":"10-12","fr":"10 à 12 ans","en":"10 to 12 years"},
    {"value":"13+","fr":"13 ans et plus","en":"13 years and over"}]',
   0, 0, 50);
insert into aid_questions (id, category_id, code, kind, applies, seen, required, label_fr, label_en,
    hint_fr, hint_en, options, minimum, maximum, position) values
  (601, 6, 'level', 4, 0, 0, true, 'Quel niveau ?', 'What level?',
   '', '',
   '[{"value":"primary","fr":"École primaire","en":"Primary school"},
    {"value":"middle","fr":"Collège","en":"Middle school"},
    {"value":"high","fr":"Lycée","en":"High school"},
    {"value":"adult","fr":"Adulte","en":"Adult"}]',
   0, 0, 10);
insert into aid_questions (id, category_id, code, kind, applies, seen, required, label_fr, label_en,
    hint_fr, hint_en, options, minimum, maximum, position) values
  (602, 6, 'subjects', 0, 0, 0, false, 'Quelles matières ?', 'Which subjects?',
   'Par exemple : lecture, mathématiques.', 'For example: reading, mathematics.',
   '[]',
   0, 200, 20);
insert into aid_questions (id, category_id, code, kind, applies, seen, required, label_fr, label_en,
    hint_fr, hint_en, options, minimum, maximum, position) values
  (603, 6, 'way', 3, 0, 0, false, 'De quelle façon ?', 'In what way?',
   '', '',
   '[{"value":"person","fr":"En se voyant","en":"In person"},
    {"value":"distance","fr":"Par téléphone ou en vidéo","en":"By phone or video"},
    {"value":"either","fr":"L’un ou l’autre","en":"Either"}]',
   0, 0, 30);
insert into aid_questions (id, category_id, code, kind, applies, seen, required, label_fr, label_en,
    hint_fr, hint_en, options, minimum, maximum, position) values
  (701, 7, 'dogs', 2, 0, 0, true, 'Combien de chiens ?', 'How many dogs?',
   '', '',
   '[]',
   1, 6, 10);
insert into aid_questions (id, category_id, code, kind, applies, seen, required, label_fr, label_en,
    hint_fr, hint_en, options, minimum, maximum, position) values
  (702, 7, 'size', 3, 1, 0, false, 'De quelle taille ?', 'What size?',
   '', '',
   '[{"value":"small","fr":"Petit","en":"Small"},
    {"value":"medium","fr":"Moyen","en":"Medium"},
    {"value":"large","fr":"Grand","en":"Large"}]',
   0, 0, 20);
insert into aid_questions (id, category_id, code, kind, applies, seen, required, label_fr, label_en,
    hint_fr, hint_en, options, minimum, maximum, position) values
  (703, 7, 'friendly', 6, 1, 0, false, 'S’entend-il avec les autres chiens ?', 'Does it get on with other dogs?',
   '', '',
   '[]',
   0, 0, 30);
insert into aid_questions (id, category_id, code, kind, applies, seen, required, label_fr, label_en,
    hint_fr, hint_en, options, minimum, maximum, position) values
  (801, 8, 'to', 0, 1, 0, true, 'Où faut-il aller ?', 'Where to?',
   'Une ville ou un quartier suffit. Vous donnerez l’adresse exacte plus tard.', 'A town or a quarter is enough. You will give the exact address later.',
   '[]',
   0, 200, 10);
insert into aid_questions (id, category_id, code, kind, applies, seen, required, label_fr, label_en,
    hint_fr, hint_en, options, minimum, maximum, position) values
  (802, 8, 'back', 6, 1, 0, false, 'Faut-il aussi revenir ?', 'And back?',
   '', '',
   '[]',
   0, 0, 20);
insert into aid_questions (id, category_id, code, kind, applies, seen, required, label_fr, label_en,
    hint_fr, hint_en, options, minimum, maximum, position) values
  (803, 8, 'walking', 3, 1, 1, false, 'Avez-vous besoin d’aide pour marcher ?', 'Do you need help to walk?',
   'Seule la personne que vous accepterez le verra.', 'Only the person you accept will see this.',
   '[{"value":"alone","fr":"Non","en":"No"},
    {"value":"arm","fr":"Un bras pour m’appuyer","en":"An arm to lean on"},
    {"value":"chair","fr":"J’ai un fauteuil roulant","en":"I use a wheelchair"}]',
   0, 0, 30);
insert into aid_questions (id, category_id, code, kind, applies, seen, required, label_fr, label_en,
    hint_fr, hint_en, options, minimum, maximum, position) values
  (804, 8, 'vehicle', 3, 2, 0, true, 'Comment ?', 'How?',
   '', '',
   '[{"value":"car","fr":"En voiture","en":"By car"},
    {"value":"van","fr":"Avec une camionnette","en":"With a van"},
    {"value":"bike","fr":"À vélo","en":"By bicycle"},
    {"value":"foot","fr":"À pied, en accompagnant","en":"On foot, going along"}]',
   0, 0, 40);
insert into aid_questions (id, category_id, code, kind, applies, seen, required, label_fr, label_en,
    hint_fr, hint_en, options, minimum, maximum, position) values
  (901, 9, 'material', 3, 1, 0, false, 'Avez-vous le matériel ?', 'Do you have what is needed?',
   '', '',
   '[{"value":"yes","fr":"Oui","en":"Yes"},
    {"value":"part","fr":"En partie","en":"Some of it"},
    {"value":"no","fr":"Non","en":"No"}]',
   0, 0, 10);
insert into aid_questions (id, category_id, code, kind, applies, seen, required, label_fr, label_en,
    hint_fr, hint_en, options, minimum, maximum, position) values
  (902, 9, 'skills', 0, 2, 0, false, 'Que savez-vous réparer ?', 'What can you repair?',
   'Par exemple : lampes, robinets, vélos.', 'For example: lamps, taps, bicycles.',
   '[]',
   0, 200, 20);
insert into aid_questions (id, category_id, code, kind, applies, seen, required, label_fr, label_en,
    hint_fr, hint_en, options, minimum, maximum, position) values
  (1001, 10, 'tool', 0, 0, 0, true, 'Quel outil ou quel appareil ?', 'Which tool or machine?',
   '', '',
   '[]',
   0, 120, 10);
insert into aid_questions (id, category_id, code, kind, applies, seen, required, label_fr, label_en,
    hint_fr, hint_en, options, minimum, maximum, position) values
  (1002, 10, 'time', 3, 0, 0, false, 'Pour combien de temps ?', 'For how long?',
   '', '',
   '[{"value":"hours","fr":"Quelques heures","en":"A few hours"},
    {"value":"day","fr":"Une journée","en":"A day"},
    {"value":"days","fr":"Quelques jours","en":"A few days"},
    {"value":"week","fr":"Une semaine ou plus","en":"A week or more"}]',
   0, 0, 20);
insert into aid_questions (id, category_id, code, kind, applies, seen, required, label_fr, label_en,
    hint_fr, hint_en, options, minimum, maximum, position) values
  (1101, 11, 'place', 3, 1, 0, false, 'Quel genre de jardin ?', 'What kind of garden?',
   '', '',
   '[{"value":"balcony","fr":"Un balcon ou des plantes en pot","en":"A balcony or potted plants"},
    {"value":"court","fr":"Une cour","en":"A courtyard"},
    {"value":"small","fr":"Un petit jardin","en":"A small garden"},
    {"value":"large","fr":"Un grand jardin","en":"A large garden"}]',
   0, 0, 10);
insert into aid_questions (id, category_id, code, kind, applies, seen, required, label_fr, label_en,
    hint_fr, hint_en, options, minimum, maximum, position) values
  (1102, 11, 'tools', 6, 0, 0, false, 'Avez-vous les outils ?', 'Do you have the tools?',
   '', '',
   '[]',
   0, 0, 20);
insert into aid_questions (id, category_id, code, kind, applies, seen, required, label_fr, label_en,
    hint_fr, hint_en, options, minimum, maximum, position) values
  (1201, 12, 'what', 4, 0, 0, true, 'De quoi s’agit-il ?', 'What is it about?',
   '', '',
   '[{"value":"online","fr":"Une démarche en ligne","en":"Something to do online"},
    {"value":"form","fr":"Un dossier à remplir","en":"A form to fill in"},
    {"value":"letter","fr":"Une lettre à écrire ou à lire","en":"A letter to write or to read"},
    {"value":"call","fr":"Un appel à une administration","en":"A call to an office"},
    {"value":"translate","fr":"Une traduction","en":"A translation"}]',
   0, 0, 10);
insert into aid_questions (id, category_id, code, kind, applies, seen, required, label_fr, label_en,
    hint_fr, hint_en, options, minimum, maximum, position) values
  (1202, 12, 'languages', 0, 0, 0, false, 'Dans quelles langues ?', 'In which languages?',
   '', '',
   '[]',
   0, 120, 20);
insert into aid_questions (id, category_id, code, kind, applies, seen, required, label_fr, label_en,
    hint_fr, hint_en, options, minimum, maximum, position) values
  (1301, 13, 'often', 3, 0, 0, false, 'À quel rythme ?', 'How often?',
   '', '',
   '[{"value":"once","fr":"Une fois, pour essayer","en":"Once, to try"},
    {"value":"weekly","fr":"Une fois par semaine","en":"Once a week"},
    {"value":"more","fr":"Plusieurs fois par semaine","en":"Several times a week"}]',
   0, 0, 10);
insert into aid_questions (id, category_id, code, kind, applies, seen, required, label_fr, label_en,
    hint_fr, hint_en, options, minimum, maximum, position) values
  (1302, 13, 'about', 0, 0, 0, false, 'De quoi aimez-vous parler ?', 'What do you like to talk about?',
   '', '',
   '[]',
   0, 200, 20);
insert into aid_questions (id, category_id, code, kind, applies, seen, required, label_fr, label_en,
    hint_fr, hint_en, options, minimum, maximum, position) values
  (1401, 14, 'meeting', 0, 0, 0, false, 'Où se retrouver ?', 'Where to meet?',
   'Un lieu public, par exemple une place ou une station.', 'A public place, for example a square or a station.',
   '[]',
   0, 200, 10);
insert into aid_questions (id, category_id, code, kind, applies, seen, required, label_fr, label_en,
    hint_fr, hint_en, options, minimum, maximum, position) values
  (1402, 14, 'bring', 4, 0, 0, false, 'Que peut-on apporter ?', 'What can be brought?',
   '', '',
   '[{"value":"drinks","fr":"Des boissons chaudes","en":"Hot drinks"},
    {"value":"meals","fr":"Des repas","en":"Meals"},
    {"value":"clothes","fr":"Des vêtements, des couvertures","en":"Clothes, blankets"},
    {"value":"hygiene","fr":"Des produits d’hygiène","en":"Hygiene products"},
    {"value":"time","fr":"Du temps pour parler","en":"Time to talk"}]',
   0, 0, 20);
