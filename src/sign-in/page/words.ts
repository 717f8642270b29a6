/**
 * The words by which people know a form, in the languages of most sites. Each list is one pattern over text that `plain` has
 * made plain: lower case, without accents, words apart. Short words stand between the ends of words, long ones anywhere.
 */
const pattern = (...parts: readonly string[]): RegExp => new RegExp(parts.join("|"), "u");
/** The words as whole words. */
const whole = (words: string): string => `(?<![\\p{L}\\p{N}])(?:${words})(?![\\p{L}\\p{N}])`;

/** Lower case, accents dropped, punctuation made spaces. */
export function plain(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/gu, "")
    .toLowerCase()
    .replace(/[\s_\-.:/\\[\](){}|,;"'’‘`*?!]+/gu, " ")
    .trim();
}

/** The same of an identifier: `inputEmailHandle` is three words. */
export const plainName = (name: string): string => plain(name.replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2"));

export const LOGIN = pattern(
  whole(
    "log ?in|log ?on|sign ?in|sign ?on|signin|signon|logon|log me in|login|logins?|sso|auth|enter account|authenticate|authentication|access account",
  ),
  whole(
    "anmelden|anmeldung|einloggen|login|se connecter|connexion|connectez vous|s identifier|identifiez vous|me connecter|ouvrir une session",
  ),
  whole(
    "iniciar sesion|inicia sesion|inicio de sesion|acceder|entrar|ingresar|identificarse|iniciar|accedi|accesso|entra|acceso|area clientes",
  ),
  whole(
    "iniciar sessao|fazer login|aceder|inloggen|aanmelden|zaloguj|zaloguj sie|logowanie|logga in|log ind|logg inn|kirjaudu|giris|giris yap|oturum ac",
  ),
  whole(
    "prihlasit|prihlasit se|prihlaseni|prihlasenie|bejelentkezes|belepes|autentificare|conectare|dang nhap|masuk|log masuk",
  ),
  "войти|вход|войдите|авториз|увійти|вхід|ログイン|サインイン|로그인|登录|登入|登錄|ورود|تسجيل الدخول|دخول|כניסה|התחבר|เข้าสู่ระบบ|σύνδεση|είσοδος|prihlas",
);

export const REGISTER = pattern(
  whole(
    "sign ?up|signup|register|registration|registrations?|registering|create (?:an? |your |my |new |free )*(?:\\p{L}+ )?(?:account|profile|password|login|id)|create account|new account|new customer|new user|new member|join|join now|join free|get started|enrol|enroll|enrollment|open an account|become a member|start (?:my |your )?free trial",
  ),
  whole(
    "registrieren|registrierung|konto erstellen|konto anlegen|neu anmelden|jetzt anmelden kostenlos|s inscrire|inscription|inscrivez vous|creer un compte|creer mon compte|creation de compte",
  ),
  whole(
    "registrarse|registrate|registro|crear cuenta|crear una cuenta|crea tu cuenta|registrati|registrazione|crea account|crea un account|iscriviti|cadastre se|cadastro|cadastrar|criar conta|registar|registe se",
  ),
  whole(
    "registreren|account aanmaken|zarejestruj|zarejestruj sie|rejestracja|zaloz konto|registrera|skapa konto|opret konto|opret bruger|registrer|opprett konto|rekisteroidy|luo tili|kayit ol|uye ol|hesap olustur|registrovat|registrace|registracia|vytvorit ucet|regisztracio|dang ky|daftar",
  ),
  "зарегистр|регистрац|создать (?:аккаунт|учетн|почт)|реєстрац|зареєстр|新規登録|会員登録|アカウント(?:を)?作成|회원가입|가입하기|注册|註冊|ثبت نام|إنشاء حساب|تسجيل جديد|הרשמה|สมัคร|εγγραφη|εγγραφή",
);

/** What a form asks of a person that a sign-in never does. */
export const PROFILE = pattern(
  whole(
    "first ?name|last ?name|full ?name|given ?name|family ?name|middle ?name|sur ?name|fname|lname|your name|display ?name|nick ?name|maiden|forename|phone|mobile|telephone|tel|cell|birth|birthday|birthdate|dob|date of birth|gender|sex|age|zip|zip ?code|postal|post ?code|postcode|city|state|province|region|country|street|address ?1|address ?2|company|organi[sz]ation|job ?title|industry|occupation|title|salutation",
  ),
  whole(
    "vorname|nachname|geburtsdatum|strasse|plz|ort|land|telefon|firma|anrede|prenom|nom|nom de famille|date de naissance|telephone|code postal|ville|pays|adresse|nombre|apellido|apellidos|fecha de nacimiento|codigo postal|ciudad|pais|direccion|nome|cognome|sobrenome|data di nascita|data de nascimento|indirizzo|citta|voornaam|achternaam|geboortedatum|imie|nazwisko|jmeno|prijmeni",
  ),
  "имя|фамилия|телефон|дата рождения|氏名|お名前|姓|電話|生年月日|이름|전화|생년월일|姓名|手机|نام خانوادگی|الاسم",
);

export const USERNAME = pattern(
  whole(
    "user ?name|user ?id|user|userid|username|login|login ?name|login ?id|log ?on|logon ?id|account ?name|account ?id|account|account number|member ?id|member ?number|membership|customer ?id|customer ?number|client ?id|client ?number|access ?id|access code|access number|netid|net ?id|uid|uname|usr|handle|screen ?name|identifier|identity|identification|id|student ?id|employee ?id|uni ?id|card number|principal|j username",
  ),
  whole("e ?mail|email|mail|emailaddress|correo|courriel|posta elettronica|epost|e post|sahkoposti|e posta"),
  whole(
    "benutzer|benutzername|benutzerkennung|kennung|nutzername|anmeldename|kundennummer|identifiant|utilisateur|nom d utilisateur|numero client|usuario|nombre de usuario|identificador|utente|nome utente|codice utente|utilizador|nome de usuario|gebruiker|gebruikersnaam|uzytkownik|nazwa uzytkownika|anvandarnamn|brugernavn|brukernavn|kayttajatunnus|tunnus|kullanici|kullanici adi|uzivatel|uzivatelske jmeno|felhasznalo|felhasznalonev|utilizator|ten dang nhap|pengguna",
  ),
  "логин|пользоват|почт|користувач|ユーザ|メール|会員番号|契約番号|口座番号|아이디|이메일|用户名|帐号|账号|邮箱|帳號|نام کاربری|ایمیل|البريد|اسم المستخدم|שם משתמש|อีเมล|ชื่อผู้ใช้|χρήστη",
);

export const EMAIL = pattern(
  whole("e ?mail|email|emailaddress|correo|courriel|epost|e post"),
  "почт|メール|이메일|邮箱|ایمیل|البريد",
);

export const CODE = pattern(
  whole(
    "otp|totp|one ?time|onetime|2fa|mfa|two factor|twofactor|two step|second factor|auth(?:enticator|entication)? code|authenticator|verification code|verify code|verification ?pin|security ?code|sms ?code|passcode|pass code|login code|sign in code|confirmation code|device code|tan|token ?code|6 digit(?: code)?|six digit code|backup code|hotp",
  ),
  whole(
    "bestatigungscode|sicherheitscode|einmalcode|code de verification|code de securite|code a usage unique|codigo de verificacion|codigo de seguridad|codice di verifica|codigo de verificacao|verificatiecode|kod weryfikacyjny|kod jednorazowy|dogrulama kodu|overovaci kod",
  ),
  "код подтверждения|одноразов|код из|確認コード|認証コード|ワンタイム|인증번호|인증 코드|验证码|驗證碼|کد تایید|رمز التحقق",
);
export const CARD = pattern(
  whole(
    "card|cvv|cvc|csc|ccv|credit|cc number|cc csc|card number|iban|expir\\p{L}*|kreditkarte|carte|tarjeta|gift|promo|coupon|voucher",
  ),
);

export const PASSWORD = pattern(
  whole(
    "password|passwd|pwd|pass|passwort|kennwort|mot de passe|contrasena|clave|senha|wachtwoord|haslo|losenord|adgangskode|passord|salasana|sifre|parola|heslo|jelszo|mat khau|kata sandi",
  ),
  "пароль|パスワード|비밀번호|密码|密碼|رمز عبور|كلمة المرور|סיסמה|รหัสผ่าน",
);
export const NEW_PASSWORD = pattern(
  whole(
    "new ?password|new ?passwd|new ?pass|new ?pwd|create (?:a |your )?password|choose (?:a |your )?(?:\\p{L}+ )?(?:password|passphrase)|set (?:a |your )?password|confirm(?:ation)?|confirm ?password|password ?confirm\\p{L}*|re ?enter|re ?type|retype|repeat|again|verify ?password|password ?again|password ?2|passwd ?2|pass ?2|pwd ?2|password2|pass2",
  ),
  whole(
    "neues passwort|wiederholen|passwort bestatigen|nouveau mot de passe|confirmer|confirmez|nueva contrasena|repetir|confirmar|confirma|nuova password|conferma|ripeti|nova senha|bevestig|herhaal|powtorz|potvrd\\p{L}*|bekrafta|bekreft|toista|tekrar",
  ),
  "повтор|подтверд|новый пароль|確認|再入力|확인|确认|確認密碼|تکرار|تأكيد",
);
export const CURRENT_PASSWORD = pattern(
  whole(
    "current|currentpassword|old ?password|old ?pass|old ?pwd|oldpassword|existing password|previous password|aktuelles passwort|altes passwort|mot de passe actuel|ancien mot de passe|contrasena actual|password attuale|vecchia password|senha atual|huidig|obecne|stare haslo",
  ),
  "текущий|старый пароль|現在の|현재",
);
export const CHANGE = pattern(
  whole(
    "change (?:your |my )?password|password change|changepassword|reset (?:your |my )?password|password reset|resetpassword|update (?:your |my )?password|set (?:a |your )?(?:new )?password|new password|passwort andern|passwort zurucksetzen|changer (?:le |votre |de )?mot de passe|cambiar (?:la )?contrasena|cambia password|modifica password|alterar senha",
  ),
  "смен\\p{L}* парол|изменить пароль|パスワード(?:の)?変更|비밀번호 변경|修改密码",
);
/** A form that sends a person something, and takes no password. */
export const RECOVERY = pattern(
  whole(
    "forgot\\p{L}*|forgotten|recover\\p{L}*|reset|lost password|remind|retrieve|can t sign in|can t log in|trouble|passwort vergessen|vergessen|mot de passe oublie|oublie|olvidado|olvidaste|olvido|recuperar|dimenticat\\p{L}*|recupera|esqueci|esqueceu|vergeten|zapomnia\\p{L}*|zapomenut\\p{L}*|glomt|glemt|unohtu\\p{L}*|unuttum",
  ),
  "забыл|восстанов|забули|忘れ|찾기|忘记|忘記|فراموش|نسيت",
);
export const REMEMBER = pattern(
  whole(
    "remember|remember me|keep me|stay (?:signed|logged)|stay in|save (?:my )?(?:user|login)|angemeldet bleiben|merken|se souvenir|rester connecte|recordar|recuerdame|ricordami|lembrar|onthoud|zapamietaj|zapamatovat|kom ihag",
  ),
  "запомн|чужой компьютер|保持|저장|记住|مرا به خاطر",
);
export const NEXT = pattern(
  whole(
    "next|continue|proceed|go|submit|ok|enter|weiter|fortfahren|suivant|continuer|valider|siguiente|continuar|avanti|continua|prosegui|proximo|seguinte|volgende|doorgaan|dalej|nasta|fortsatt|neste|seuraava|jatka|ileri|devam|dalsi|pokracovat|tovabb",
  ),
  "далее|продолж|далі|次へ|続行|다음|계속|下一步|继续|ادامه|التالي",
);
export const SEARCH = pattern(
  whole(
    "search|suche|suchen|recherche|rechercher|buscar|busqueda|cerca|ricerca|zoeken|szukaj|sok|hae|ara|hledat|query|q|find|filter",
  ),
  "поиск|найти|検索|검색|搜索|جستجو|بحث",
);
export const SUBSCRIBE = pattern(
  whole(
    "newsletter|news letter|subscribe|subscription|subscribed|mailing list|sign me up|updates|email updates|get deals|abonnieren|newsletter abonnieren|abonner|abonnez vous|suscribir\\p{L}*|suscribete|iscriviti alla|assinar|inschrijven|subskryb\\p{L}*|prenumerera|tilmeld|notify me|waitlist|contact us|send message|checkout|check out|place order|payment|billing|shipping|donate",
  ),
  "подпис|рассылк|購読|구독|订阅|اشتراک",
);
/** A button that is another way in, or no way in at all. */
export const OTHER_BUTTON = pattern(
  whole(
    "with (?:google|facebook|apple|twitter|x|linkedin|github|microsoft|amazon|yahoo|sso|saml|passkey|a passkey|security key|qr|fingerprint|phone|email link|windows|steam|line|kakao|naver|wechat|qq|vk|okta|ad|eduroam|discord|slack|securid|(?:an? )?(?:rsa )?token|(?:a )?(?:piv|smart|id|cac) card|(?:a )?certificate)|google|facebook|apple|twitter|linkedin|github|microsoft|passkey|qr ?code|sso|single sign on|magic link|login link|sign in link|one ?time|mit (?:google|facebook|apple)|avec (?:google|facebook|apple)|con (?:google|facebook|apple)",
  ),
  whole(
    "show|hide|view|toggle|reveal|anzeigen|afficher|mostrar|mostra|tonen|cancel|back|close|clear|reset|help|abbrechen|zuruck|annuler|retour|cancelar|volver|annulla|indietro|language|sprache|langue|idioma|dismiss|accept|cookies?|resend|log ?out|sign ?out|edit|change|menu|play|download|refresh|reload|keyboard|learn more|more info|privacy|terms",
  ),
  "показать|скрыть|отмена|назад|閉じる|戻る|취소|取消|返回|لغو",
);
/** A password that is asked again of a person who is signed in, or that opens something that is no account. */
export const UNLOCK = pattern(
  whole(
    "confirm (?:your |it s you |that )?password|confirm your identity|verify (?:your )?(?:\\p{L}+ )?password|re ?enter your password|vault is locked|locked|unlock|master password|passphrase|encryption (?:key|password)|decrypt|protected (?:file|page|area)|pin code",
  ),
);
export const TERMS = pattern(
  whole(
    "terms|terms of (?:use|service)|conditions|agb|nutzungsbedingungen|conditions generales|terminos|termini|i agree|agree to|by creating|by signing up|by registering|by joining|18 years|years old|voorwaarden|regulamin",
  ),
  "услови|соглаш|соглас|利用規約|약관|条款",
);
export const HAS_ACCOUNT = pattern(
  whole(
    "already (?:have|a member|registered|signed up|a customer|got)|have an account\\s+(?:log|sign) ?in|bereits (?:registriert|ein konto|kunde)|deja (?:un compte|inscrit|membre|client)|ya (?:tienes|tengo) (?:una )?cuenta|hai gia un account|ja tem conta|al een account|masz juz konto|har du redan",
  ),
  "уже (?:есть|зарегистр)|すでに|이미|已有",
);
export const NO_ACCOUNT = pattern(
  whole(
    "(?:don t|do not|dont|no) (?:yet )?have an? (?:\\p{L}+ )?(?:account|id|login|profile)|not (?:yet )?(?:a member|registered|a customer|a user)|new (?:to|here|customer|user)|need an account|no account|first time|noch kein(?:en)? (?:konto|kunde)?|pas (?:encore )?de compte|pas encore (?:inscrit|client|membre)|no tienes (?:una )?cuenta|non hai un account|nao tem (?:uma )?conta|nog geen account|nie masz (?:jeszcze )?konta",
  ),
  "нет аккаунта|ещё не|еще не",
);
