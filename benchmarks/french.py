"""Sentences of French law of our own making: a small grammar, some words common and most rare.

A sentence is a tuple of words. Elisions (`l'`) and marks of punctuation are words of their own; `join_words` puts them
together as they are printed. `{7}` cites the article whose key is 7.
"""

import random
import re
from bisect import bisect
from collections.abc import Sequence
from itertools import accumulate

Words = tuple[str, ...]

_MASCULINE = """
conseil comité bureau règlement contrat membre dossier président directeur tribunal juge greffier rapport délai projet
programme service fonds budget compte bilan registre titulaire bénéficiaire demandeur mandataire fournisseur preneur
bailleur locataire propriétaire créancier débiteur notaire préfet maire ministre gouverneur commissaire contrôleur
médecin pharmacien laboratoire centre permis certificat brevet diplôme barème plan schéma cahier marché travail
salaire congé licenciement préavis jugement pourvoi recours mandat procès-verbal code décret traité protocole canal
barrage navire véhicule chantier terrain bâtiment logement domaine cadastre bornage droit devoir secret serment vote
scrutin candidat parti syndicat secrétaire trésorier tuteur curateur mineur majeur parent conjoint testament legs gage
nantissement cautionnement prêt capital dividende bénéfice revenu prélèvement tarif péage port poste réseau réservoir
rejet déchet produit médicament vaccin vétérinaire troupeau bétail pâturage verger vignoble
""".split()
_MASCULINE_ELIDED = """
avis accord acte arrêté avocat huissier assureur assuré employeur ouvrier exploitant acquéreur emprunteur expert agent
organisme institut office établissement hôpital hospice enseignant élève étudiant apprenti auditeur administrateur
actionnaire associé arbitre intérêt impôt emprunt engagement enregistrement héritier usufruit immeuble équipement
ouvrage aqueduc affluent aéroport armateur équipage élevage abattoir aliment additif affichage avertissement examen
emploi entrepreneur architecte urbaniste exercice excédent inventaire horaire honoraire usage usager
""".split()
_FEMININE = """
commission commune province région communauté chambre cour convention décision demande plainte procédure sanction peine
redevance taxe contribution cotisation pension prestation subvention prime garantie caution créance dette saisie vente
location cession société coopérative fondation mutuelle banque caisse bourse facture quittance déclaration licence
concession parcelle servitude clôture forêt rivière digue mine carrière centrale conduite voirie route gare station
ligne navigation pêche chasse culture récolte semence denrée viande balance mesure norme formation qualification
candidature liste séance délibération majorité minorité présidence direction section délégation mission surveillance
protection prévention santé maladie maternité tutelle succession donation renonciation prescription nullité preuve
requête citation notification publication traduction copie signature comparution détention
""".split()
_FEMININE_ELIDED = """
autorité administration agence assemblée association autorisation agréation attestation assurance audience action
adjudication affectation aide allocation amende annexe archive évaluation enquête exploitation entreprise école
université étude équipe élection éligibilité urgence indemnité inscription inspection installation information
instance institution instruction intervention interdiction invalidité hypothèque habitation hérédité offre opposition
ordonnance opération obligation union usine utilisation eau énergie émission écluse embarcation espèce extraction
expropriation exonération échéance expertise homologation
""".split()
_ADJECTIVES = """
compétent annuel spécial général provisoire définitif public privé judiciaire administratif fiscal social communal
provincial régional national européen sanitaire vétérinaire agricole forestier maritime fluvial routier ferroviaire
portuaire minier industriel commercial artisanal professionnel scolaire universitaire hospitalier médical technique
financier budgétaire comptable monétaire foncier immobilier locatif rural urbain culturel sportif électoral
disciplinaire pénal civil conjugal parental successoral contractuel statutaire réglementaire obligatoire facultatif
préalable ultérieur partiel total unique commun particulier extraordinaire ordinaire principal accessoire subsidiaire
solidaire conjoint écrit verbal motivé certifié légalisé homologué agréé assermenté majoritaire minoritaire sortant
suppléant permanent temporaire intérimaire représentatif consultatif délibératif exécutif législatif
""".split()
_VERBS = """
établit/établir/établi transmet/transmettre/transmis contrôle/contrôler/contrôlé vérifie/vérifier/vérifié
approuve/approuver/approuvé examine/examiner/examiné notifie/notifier/notifié publie/publier/publié
communique/communiquer/communiqué désigne/désigner/désigné nomme/nommer/nommé révoque/révoquer/révoqué
suspend/suspendre/suspendu annule/annuler/annulé réforme/réformer/réformé fixe/fixer/fixé
détermine/déterminer/déterminé conserve/conserver/conservé dépose/déposer/déposé introduit/introduire/introduit
accorde/accorder/accordé refuse/refuser/refusé retire/retirer/retiré délivre/délivrer/délivré
enregistre/enregistrer/enregistré homologue/homologuer/homologué perçoit/percevoir/perçu
rembourse/rembourser/remboursé finance/financer/financé gère/gérer/géré surveille/surveiller/surveillé
inspecte/inspecter/inspecté avertit/avertir/averti convoque/convoquer/convoqué entend/entendre/entendu
saisit/saisir/saisi représente/représenter/représenté remplace/remplacer/remplacé assiste/assister/assisté
conclut/conclure/conclu modifie/modifier/modifié complète/compléter/complété rectifie/rectifier/rectifié
renouvelle/renouveler/renouvelé proroge/proroger/prorogé résilie/résilier/résilié exécute/exécuter/exécuté
garantit/garantir/garanti acquiert/acquérir/acquis cède/céder/cédé loue/louer/loué exploite/exploiter/exploité
entretient/entretenir/entretenu répare/réparer/réparé démolit/démolir/démoli évalue/évaluer/évalué
certifie/certifier/certifié légalise/légaliser/légalisé traduit/traduire/traduit affiche/afficher/affiché
reçoit/recevoir/reçu recueille/recueillir/recueilli répartit/répartir/réparti liquide/liquider/liquidé
""".split()
_NUMBERS = "deux trois quatre cinq six sept huit dix douze quinze vingt trente quarante soixante nonante cent".split()
_MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
_ADJUNCTS = """
dans un délai de # jours | dans les # mois | au plus tard le ## @ | avant le ## @ de chaque année | après avis ~
| sur proposition ~ | sous la surveillance ~ | à peine de nullité | par lettre recommandée | en présence ~
| pour une durée de # ans | aux frais ~ | selon les modalités fixées par le Roi | à concurrence de ## pour cent
| sauf en cas ~ | sous réserve ~ | à la demande ~ | par l'intermédiaire ~ | dans l'intérêt ~ | pour le compte ~
| en vue ~ | à la majorité des # cinquièmes | par décision motivée | sans frais | sans délai
| moyennant le paiement ~ | moyennant préavis de # semaines | au siège ~ | dans le ressort ~ | à l'expiration ~
| sur le territoire ~ | pour les besoins ~ | en cas ~ | avec le concours ~ | sous peine de déchéance
| à titre gratuit | à titre provisoire | par exploit | par voie électronique | dans la limite de ### euros
| pour un montant de ### euros au moins | à partir de l'âge de ## ans | selon les formes prévues par l' {}
| conformément à l' {} | dans les conditions visées à l' {} | par dérogation à l' {}
"""
_STARTS = frozenset(
    "dans au avant après sur sous à par en pour aux selon conformément sauf sans moyennant avec".split()
)
"""Words with which a complement begins: an amendment strikes or puts in a whole one."""

_ELIDED = re.compile(r"\bque (?=[aàeé])")
_TOKEN = re.compile(r"[^\s'’]+['’]?")
_REACH = 600
"""Cited articles are near: at most so many away."""


def words_of(text: str) -> Words:
    """Return the words of a text.

    >>> words_of("l'avis de l'{3} .")
    ("l'", 'avis', 'de', "l'", '{3}', '.')
    """
    return tuple(_TOKEN.findall(text))


def join_words(words: Sequence[str]) -> str:
    r"""Return words as they are printed.

    >>> join_words(("L'", "avis", "est", "requis", ";", "il", "lie", "."))
    "L'avis est requis\xa0; il lie."
    """
    pieces: list[str] = []
    for word in words:
        bound = not pieces or word in {".", ","} or pieces[-1].endswith(("'", "’"))
        pieces += [word] if bound else ["\u00a0" if word in {";", ":"} else " ", word]
    return "".join(pieces)


def feminine(adjective: str) -> str:
    """Return the feminine of an adjective of the vocabulary.

    >>> [feminine(word) for word in ("annuel", "public", "administratif", "forestier", "civil", "pénal", "agréé")]
    ['annuelle', 'publique', 'administrative', 'forestière', 'civile', 'pénale', 'agréée']
    """
    for ending, other in (("el", "elle"), ("ic", "ique"), ("if", "ive"), ("ier", "ière"), ("éen", "éenne"), ("e", "e")):
        if adjective.endswith(ending):
            return adjective.removesuffix(ending) + other
    return adjective + "e"


class Drafter:
    """Drafts sentences from one source of chance; `cited` holds the keys that may be cited."""

    def __init__(self, rng: random.Random, cited: range) -> None:
        """Take the source of chance, and the keys of the articles that exist."""
        self.rng = rng
        self.cited = cited

    def sentence(self, near: int) -> Words:
        """Return one sentence, its full stop included; `near` is the key of the article that it is drafted for."""
        kind = self.rng.random()
        if kind < 0.5:  # noqa: PLR2004 - shares of the five shapes
            words = f"{self._noun()} {self._does()} {self._noun()}"
        elif kind < 0.68:  # noqa: PLR2004
            words = f"{self._noun()} ne peut {self._verb(1)} {self._noun()} que {self._adjunct(near)}"
        elif kind < 0.84:  # noqa: PLR2004
            words = (
                f"lorsque {self._noun()} {self._verb(0)} {self._noun()} , {self._noun()} {self._does()} {self._noun()}"
            )
        elif kind < 0.89:  # noqa: PLR2004
            words = f"sans préjudice de l' {{{self._cite(near)}}} , {self._noun()} {self._does()} {self._noun()}"
        else:
            words = f"nul ne peut {self._verb(1)} {self._noun()} s'il n'a {self._verb(2)} {self._noun()}"
        for _ in range(self.rng.choice((0, 1, 1, 2))):
            words += f" {self._adjunct(near)}"
        first, *rest = words_of(_ELIDED.sub("qu'", words))
        return (first.capitalize(), *rest, ".")

    def point(self, near: int) -> Words:
        """Return what a point of a list says, its mark left out."""
        return words_of(f"{self._noun()} {self._adjunct(near)}")

    def opening(self) -> Words:
        """Return what stands above a list of points."""
        first, *rest = words_of(f"{self._noun()} {self._does()} :")
        return (first.capitalize(), *rest)

    def complement(self, near: int) -> Words:
        """Return a complement that an amendment puts into a sentence."""
        return words_of(self._adjunct(near))

    def heading(self) -> str:
        """Return a heading: what the articles below it are about."""
        text = join_words(words_of(self._of()))
        return text[0].upper() + text[1:]

    def _cite(self, near: int) -> int:
        low, high = max(self.cited.start, near - _REACH), min(self.cited.stop, near + _REACH)
        key = self.rng.randrange(low, max(high, low + 1))
        return key if key != near else (key + 1 if key + 1 < self.cited.stop else key - 1)

    def _does(self) -> str:
        kind = self.rng.random()
        if kind < 0.5:  # noqa: PLR2004 - half the verbs are plain
            return self._verb(0)
        return f"{self.rng.choice(('peut', 'doit', 'peut toujours', 'ne peut'))} {self._verb(1)}"

    def _verb(self, form: int) -> str:
        return self._pick(_VERBS).split("/")[form]

    def _noun(self) -> str:
        nouns = self.rng.choice((_MASCULINE, _FEMININE, _MASCULINE_ELIDED, _FEMININE_ELIDED))
        noun = self._pick(nouns)
        article = "l'" if nouns in (_MASCULINE_ELIDED, _FEMININE_ELIDED) else "la" if nouns is _FEMININE else "le"
        return f"{article} {self._qualified(noun, nouns)}"

    def _qualified(self, noun: str, nouns: list[str]) -> str:
        if self.rng.random() < 0.4:  # noqa: PLR2004 - two nouns in five stand alone
            return noun
        adjective = self._pick(_ADJECTIVES)
        return f"{noun} {feminine(adjective) if nouns in (_FEMININE, _FEMININE_ELIDED) else adjective}"

    def _of(self) -> str:
        noun = self._noun()
        return f"du {noun.removeprefix('le ')}" if noun.startswith("le ") else f"de {noun}"

    def _adjunct(self, near: int) -> str:
        text = self._pick(_CHOICES)
        text = text.replace("###", str(self.rng.randrange(25, 9000, 5))).replace("##", str(self.rng.randrange(2, 29)))
        text = text.replace("#", self._pick(_NUMBERS)).replace("@", self.rng.choice(_MONTHS))
        text = text.replace("{}", f"{{{self._cite(near)}}}")
        return text.replace("~", self._of())

    def _pick(self, words: list[str]) -> str:
        """Return a word: the first of a list are common, the last rare, as in any text."""
        return words[bisect(_WEIGHTS, self.rng.random() * _WEIGHTS[len(words) - 1])]

    def alike(self, word: str) -> str:
        """Return another word that can stand where this one does; nothing where the vocabulary has none."""
        group = _ALIKE.get(word, [])
        return self.rng.choice([other for other in group if other != word]) if group else ""


_CHOICES = [" ".join(choice.split()) for choice in _ADJUNCTS.split("|")]
_WEIGHTS = list(accumulate(1 / (rank + 6) for rank in range(200)))
_ALIKE = {
    word: group
    for group in (
        [verb.split("/")[2] for verb in _VERBS],
        [verb.split("/")[1] for verb in _VERBS],
        [verb.split("/")[0] for verb in _VERBS],
        [feminine(adjective) for adjective in _ADJECTIVES if feminine(adjective) != adjective],
        _ADJECTIVES,
        _FEMININE_ELIDED,
        _FEMININE,
        _MASCULINE_ELIDED,
        _MASCULINE,
        _MONTHS,
        _NUMBERS,
        ["peut", "doit"],
    )
    for word in group
}


def begins_complement(word: str) -> bool:
    """Tell whether a complement begins with the word."""
    return word in _STARTS
