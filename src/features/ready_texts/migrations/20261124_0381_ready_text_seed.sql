-- The texts that a new territory begins with; the keeper changes them at /keeper/texts.
insert into ready_texts (id, territory_id, use_for, language, name, body, position, active,
    changed_at) values (1, 1, 'post', 'fr', 'Proposer de faire des courses',
   'Bonjour, je suis {{votre prénom | Jeanne}}. Je fais des courses {{quand | samedi matin}} et je peux rapporter ce qu’il faut à qui ne peut pas sortir. Je dépose tout devant la porte. Répondez-moi ici, cela me fait plaisir.', 10, true, 0);
insert into ready_texts (id, territory_id, use_for, language, name, body, position, active,
    changed_at) values (2, 1, 'post', 'fr', 'Téléphoner à une personne seule',
   'Bonjour, je suis {{votre prénom | Karim}}. J’ai un peu de temps {{quand | le soir, vers 18 h}}. Si les journées vous semblent longues, ou si vous connaissez quelqu’un à qui un appel ferait du bien, dites-le-moi : je téléphone volontiers.', 20, true, 0);
insert into ready_texts (id, territory_id, use_for, language, name, body, position, active,
    changed_at) values (3, 1, 'post', 'fr', 'Dire merci',
   'Merci à {{qui | Noor}}, qui {{ce qu’il ou elle a fait | m’a monté mes courses jusqu’au cinquième}}. Cela m’a vraiment aidé. C’est bon d’avoir de tels voisins.', 30, true, 0);
insert into ready_texts (id, territory_id, use_for, language, name, body, position, active,
    changed_at) values (4, 1, 'post', 'fr', 'Demander si tout le monde va bien',
   'Bonjour à tous. Avec {{ce qui se passe | cette chaleur}}, je voulais savoir si chacun va bien. Si vous avez besoin de {{de quoi | de l’eau, des courses, un peu de compagnie}}, dites-le ici, ou frappez à ma porte.', 40, true, 0);
insert into ready_texts (id, territory_id, use_for, language, name, body, position, active,
    changed_at) values (5, 1, 'post', 'fr', 'Souhaiter la bienvenue',
   'Bienvenue à {{qui | la famille du deuxième étage}}. Je suis {{votre prénom | Odile}}. Si vous cherchez {{ce que vous pouvez indiquer | un médecin, le marché, l’école}}, demandez-moi : je connais bien le quartier.', 50, true, 0);
insert into ready_texts (id, territory_id, use_for, language, name, body, position, active,
    changed_at) values (6, 1, 'post', 'fr', 'Emprunter un outil',
   'Bonjour, j’aurais besoin {{de quoi | d’une perceuse}} pour {{combien de temps | une heure, samedi}}. Est-ce que quelqu’un peut me prêter cela ? Je viens le chercher et je le rends propre et le jour même.', 60, true, 0);
insert into ready_texts (id, territory_id, use_for, language, name, body, position, active,
    changed_at) values (7, 1, 'post', 'fr', 'Organiser un verre dans la cour',
   'Et si nous prenions un verre dans la cour {{quand | vendredi à 18 h 30}} ? Chacun apporte {{quoi | ce qu’il veut}}, et sa chaise s’il le peut. Ceux qui ne peuvent pas descendre : dites-le, nous viendrons vous chercher.', 70, true, 0);
insert into ready_texts (id, territory_id, use_for, language, name, body, position, active,
    changed_at) values (8, 1, 'post', 'fr', 'Signaler un objet trouvé',
   'J’ai trouvé {{quoi | un trousseau de clés}} {{où | devant le numéro 12}}. Si c’est à vous, dites-moi ici à quoi cela ressemble, et je vous le rends.', 80, true, 0);
insert into ready_texts (id, territory_id, use_for, language, name, body, position, active,
    changed_at) values (9, 1, 'post', 'fr', 'Chercher une bonne adresse',
   'Bonjour, je cherche {{qui ou quoi | un plombier}} dans le quartier. Avez-vous quelqu’un à me recommander, et pourquoi ? Merci d’avance.', 90, true, 0);
insert into ready_texts (id, territory_id, use_for, language, name, body, position, active,
    changed_at) values (10, 1, 'post', 'en', 'Offer to do the shopping',
   'Hello, I am {{your first name | Jeanne}}. I am going shopping {{when | on Saturday morning}} and can bring things for anyone who cannot go out. I leave everything at the door. Just answer here, it is a pleasure.', 10, true, 0);
insert into ready_texts (id, territory_id, use_for, language, name, body, position, active,
    changed_at) values (11, 1, 'post', 'en', 'Telephone somebody on their own',
   'Hello, I am {{your first name | Karim}}. I have some time {{when | in the evening, around 6}}. If the days are long, or if you know somebody who would like a call, tell me: I am happy to telephone.', 20, true, 0);
insert into ready_texts (id, territory_id, use_for, language, name, body, position, active,
    changed_at) values (12, 1, 'post', 'en', 'Say thank you',
   'Thank you, {{who | Noor}}, who {{what they did | carried my shopping up to the fifth floor}}. It really helped. It is good to have such neighbours.', 30, true, 0);
insert into ready_texts (id, territory_id, use_for, language, name, body, position, active,
    changed_at) values (13, 1, 'post', 'en', 'Ask whether everyone is well',
   'Hello everyone. With {{what is happening | this heat}}, I wanted to ask whether everyone is well. If you need {{what | water, shopping, some company}}, say so here, or knock at my door.', 40, true, 0);
insert into ready_texts (id, territory_id, use_for, language, name, body, position, active,
    changed_at) values (14, 1, 'post', 'en', 'Welcome a new neighbour',
   'Welcome to {{who | the family on the second floor}}. I am {{your first name | Odile}}. If you are looking for {{what you can help with | a doctor, the market, the school}}, ask me: I know the quarter well.', 50, true, 0);
insert into ready_texts (id, territory_id, use_for, language, name, body, position, active,
    changed_at) values (15, 1, 'post', 'en', 'Borrow a tool',
   'Hello, I need {{what | a drill}} for {{how long | an hour on Saturday}}. Could anyone lend me one? I will fetch it, and bring it back clean on the same day.', 60, true, 0);
insert into ready_texts (id, territory_id, use_for, language, name, body, position, active,
    changed_at) values (16, 1, 'post', 'en', 'Organise a drink in the courtyard',
   'Shall we have a drink in the courtyard {{when | on Friday at 6.30 pm}}? Everyone brings {{what | what they like}}, and a chair if they can. If you cannot come down by yourself, say so and we will fetch you.', 70, true, 0);
insert into ready_texts (id, territory_id, use_for, language, name, body, position, active,
    changed_at) values (17, 1, 'post', 'en', 'Say that you found something',
   'I found {{what | a bunch of keys}} {{where | in front of number 12}}. If it is yours, tell me here what it looks like, and you will have it back.', 80, true, 0);
insert into ready_texts (id, territory_id, use_for, language, name, body, position, active,
    changed_at) values (18, 1, 'post', 'en', 'Look for a good address',
   'Hello, I am looking for {{whom or what | a plumber}} in the quarter. Can you recommend someone, and why? Thank you.', 90, true, 0);
insert into ready_texts (id, territory_id, use_for, language, name, body, position, active,
    changed_at) values (19, 1, 'message', 'fr', 'Proposer son aide',
   'Bonjour {{son prénom | Jeanne}}, je suis {{votre prénom | Karim}}, votre voisin. Je peux vous aider {{quand | demain après-midi}}. Est-ce que cela vous convient ?', 10, true, 0);
insert into ready_texts (id, territory_id, use_for, language, name, body, position, active,
    changed_at) values (20, 1, 'message', 'fr', 'Convenir d’un moment',
   'Bonjour {{son prénom | Jeanne}}, je peux venir {{quand | jeudi vers 17 h}}. Je sonne, puis je vous laisse le temps d’ouvrir. Dites-moi si un autre moment vous va mieux.', 20, true, 0);
insert into ready_texts (id, territory_id, use_for, language, name, body, position, active,
    changed_at) values (21, 1, 'message', 'fr', 'Prendre des nouvelles',
   'Bonjour {{son prénom | Odile}}, je pense à vous. Comment allez-vous depuis {{quand | la semaine dernière}} ? S’il vous manque quelque chose, dites-le-moi simplement.', 30, true, 0);
insert into ready_texts (id, territory_id, use_for, language, name, body, position, active,
    changed_at) values (22, 1, 'message', 'fr', 'Dire merci',
   'Merci beaucoup, {{son prénom | Noor}}, pour {{quoi | les courses d’hier}}. Cela m’a rendu un grand service.', 40, true, 0);
insert into ready_texts (id, territory_id, use_for, language, name, body, position, active,
    changed_at) values (23, 1, 'message', 'fr', 'Dire non, gentiment',
   'Bonjour {{son prénom | Karim}}, merci de votre message. Cette fois, je ne peux pas : {{la raison, en deux mots | je suis absent cette semaine}}. J’espère que vous trouverez vite quelqu’un.', 50, true, 0);
insert into ready_texts (id, territory_id, use_for, language, name, body, position, active,
    changed_at) values (24, 1, 'message', 'en', 'Offer your help',
   'Hello {{their first name | Jeanne}}, I am {{your first name | Karim}}, your neighbour. I can help you {{when | tomorrow afternoon}}. Would that suit you?', 10, true, 0);
insert into ready_texts (id, territory_id, use_for, language, name, body, position, active,
    changed_at) values (25, 1, 'message', 'en', 'Agree on a time',
   'Hello {{their first name | Jeanne}}, I can come {{when | on Thursday around 5 pm}}. I will ring, and leave you time to open. Tell me if another time suits you better.', 20, true, 0);
insert into ready_texts (id, territory_id, use_for, language, name, body, position, active,
    changed_at) values (26, 1, 'message', 'en', 'Ask after somebody',
   'Hello {{their first name | Odile}}, I am thinking of you. How have you been since {{when | last week}}? If there is anything you need, just tell me.', 30, true, 0);
insert into ready_texts (id, territory_id, use_for, language, name, body, position, active,
    changed_at) values (27, 1, 'message', 'en', 'Say thank you',
   'Thank you very much, {{their first name | Noor}}, for {{what | the shopping yesterday}}. It was a great help.', 40, true, 0);
insert into ready_texts (id, territory_id, use_for, language, name, body, position, active,
    changed_at) values (28, 1, 'message', 'en', 'Say no, kindly',
   'Hello {{their first name | Karim}}, thank you for your message. This time I cannot: {{the reason, in a word or two | I am away this week}}. I hope you soon find somebody.', 50, true, 0);
insert into ready_texts (id, territory_id, use_for, language, name, body, position, active,
    changed_at) values (29, 1, 'group', 'fr', 'Se présenter',
   'Bonjour à tous, je suis {{votre prénom | Tom}}. J’habite {{où, à peu près | près du marché}} et je suis là pour {{pourquoi | donner un coup de main et rencontrer du monde}}.', 10, true, 0);
insert into ready_texts (id, territory_id, use_for, language, name, body, position, active,
    changed_at) values (30, 1, 'group', 'fr', 'Proposer une date',
   'Je propose que nous nous retrouvions {{quand | mardi à 19 h}}, {{où | dans la salle du rez-de-chaussée}}. Qui peut venir ? Si une autre date vous arrange, dites-le ici.', 20, true, 0);
insert into ready_texts (id, territory_id, use_for, language, name, body, position, active,
    changed_at) values (31, 1, 'group', 'fr', 'Chercher du renfort',
   'Pour {{quoi | la distribution de samedi}}, il nous manque {{combien de personnes | deux personnes}}. Qui est libre ? Même une heure aide.', 30, true, 0);
insert into ready_texts (id, territory_id, use_for, language, name, body, position, active,
    changed_at) values (32, 1, 'group', 'fr', 'Dire merci au groupe',
   'Merci à tous pour {{quoi | la matinée de jardinage}}. Grâce à vous, {{ce qui a changé | la cour a retrouvé ses fleurs}}.', 40, true, 0);
insert into ready_texts (id, territory_id, use_for, language, name, body, position, active,
    changed_at) values (33, 1, 'group', 'en', 'Introduce yourself',
   'Hello everyone, I am {{your first name | Tom}}. I live {{roughly where | near the market}} and I am here to {{what for | lend a hand and meet people}}.', 10, true, 0);
insert into ready_texts (id, territory_id, use_for, language, name, body, position, active,
    changed_at) values (34, 1, 'group', 'en', 'Propose a date',
   'Shall we meet {{when | on Tuesday at 7 pm}}, {{where | in the room on the ground floor}}? Who can come? If another date suits you better, say so here.', 20, true, 0);
insert into ready_texts (id, territory_id, use_for, language, name, body, position, active,
    changed_at) values (35, 1, 'group', 'en', 'Ask for more hands',
   'For {{what | the distribution on Saturday}} we still need {{how many people | two people}}. Who is free? Even an hour helps.', 30, true, 0);
insert into ready_texts (id, territory_id, use_for, language, name, body, position, active,
    changed_at) values (36, 1, 'group', 'en', 'Thank the group',
   'Thank you all for {{what | the morning in the garden}}. Thanks to you, {{what has changed | the courtyard has its flowers back}}.', 40, true, 0);
insert into ready_texts (id, territory_id, use_for, language, name, body, position, active,
    changed_at) values (37, 1, 'informant', 'fr', 'Annoncer une coupure ou des travaux',
   '{{Quoi | L’eau}} sera coupée {{quand | mardi de 9 h à 12 h}}, {{où | du 2 au 20 de la rue}}. Pensez à en tirer avant. Si un voisin ne peut pas porter de bidons, dites-le-moi.', 10, true, 0);
insert into ready_texts (id, territory_id, use_for, language, name, body, position, active,
    changed_at) values (38, 1, 'informant', 'fr', 'Donner des nouvelles du quartier',
   'Cette semaine dans le quartier : {{ce qui change | le marché se tient sur la place}}. À noter aussi : {{une date | la permanence de jeudi à 10 h}}. Parlez-en à ceux qui ne lisent pas ce site.', 20, true, 0);
insert into ready_texts (id, territory_id, use_for, language, name, body, position, active,
    changed_at) values (39, 1, 'informant', 'fr', 'Recueillir les demandes',
   'Je passe {{quand | mercredi après-midi}} {{où | dans les immeubles de la place}}. Si vous, ou quelqu’un que vous connaissez, avez besoin d’un coup de main, dites-le-moi : je m’en occupe.', 30, true, 0);
insert into ready_texts (id, territory_id, use_for, language, name, body, position, active,
    changed_at) values (40, 1, 'informant', 'fr', 'Rappeler de veiller les uns sur les autres',
   'Avec {{ce qui se passe | le froid}}, frappez chez ceux qui vivent seuls. Un mot suffit. Si vous êtes inquiet pour quelqu’un, prévenez-moi, et en cas d’urgence appelez le {{le numéro | 15 ou le 112}}.', 40, true, 0);
insert into ready_texts (id, territory_id, use_for, language, name, body, position, active,
    changed_at) values (41, 1, 'informant', 'en', 'Announce a cut or works',
   '{{What | The water}} will be cut off {{when | on Tuesday from 9 to 12}}, {{where | from number 2 to 20 of the street}}. Draw some beforehand. If a neighbour cannot carry cans, tell me.', 10, true, 0);
insert into ready_texts (id, territory_id, use_for, language, name, body, position, active,
    changed_at) values (42, 1, 'informant', 'en', 'Give news of the quarter',
   'This week in the quarter: {{what changes | the market is held on the square}}. Also to note: {{a date | the advice hour on Thursday at 10}}. Pass it on to those who do not read this site.', 20, true, 0);
insert into ready_texts (id, territory_id, use_for, language, name, body, position, active,
    changed_at) values (43, 1, 'informant', 'en', 'Gather requests',
   'I come round {{when | on Wednesday afternoon}} {{where | in the buildings on the square}}. If you, or someone you know, could do with a hand, tell me: I will see to it.', 30, true, 0);
insert into ready_texts (id, territory_id, use_for, language, name, body, position, active,
    changed_at) values (44, 1, 'informant', 'en', 'Remind people to look after each other',
   'With {{what is happening | the cold}}, knock at the doors of those who live alone. A word is enough. If you are worried about somebody, tell me, and in an emergency call {{the number | 15 or 112}}.', 40, true, 0);
