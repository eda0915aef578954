/**
 * What people who ask call otherwise than people who write, in any help centre: a line for each group, in which each word finds what the others find.
 * They weigh less than the synonyms of a site, whose writers know what they mean.
 */
export const EVERYDAY_WORDS: Record<string, string> = {
  en: `sign in, log in, login
sign out, log out, logout
sign up, register
delete, remove, erase
change, edit, modify
add, create
turn on, enable, activate
turn off, disable, deactivate
hide, conceal
choose, select, pick
stop, prevent, block
allow, permit
begin, start, launch
finish, end, complete
cancel, abort
find, search, look up, locate
get, receive
send, transfer
copy, duplicate
save, store
fix, repair, solve
restore, recover
problem, issue, trouble
broken, damaged
picture, image, photo
video, movie, clip
mail, email
password, passcode
customer, client
bill, invoice
price, cost, fee
buy, purchase, order
refund, money back
delivery, shipping
parcel, package
phone, mobile, cell phone
computer, pc, laptop
screen, display, monitor
app, application, program
folder, directory
link, url
website, site, web page
settings, preferences, options
big, large
quick, fast
notification, alert
update, upgrade
set up, setup, install`,
  fa: `ورود, لاگین
ثبت‌نام, عضویت
حذف, پاک
تغییر, ویرایش, عوض
رمز, گذرواژه, رمز عبور, پسورد
ایمیل, رایانامه
عکس, تصویر
ویدیو, ویدئو, فیلم
گوشی, موبایل, تلفن همراه
کامپیوتر, رایانه
برنامه, اپلیکیشن, نرم‌افزار
فایل, پرونده
فولدر, پوشه
پرینت, چاپ
چاپگر, پرینتر
دانلود, بارگیری
آپدیت, به‌روزرسانی
تنظیمات, ترجیحات
مشکل, ایراد, خطا
خرید, سفارش
صورتحساب, فاکتور
قیمت, هزینه, مبلغ
لغو, کنسل
لینک, پیوند
سایت, وب‌سایت, وبگاه
نمایش, نشان
فعال, روشن
غیرفعال, خاموش`,
  he: `כניסה, התחברות, לוגין
הרשמה, הצטרפות
מחיקה, הסרה
למחוק, להסיר
לשנות, לערוך
להוסיף, ליצור
סיסמה, קוד סודי
אימייל, מייל, דואר אלקטרוני
תמונה, צילום
סרטון, וידאו
טלפון, נייד, סלולרי
מחשב, לפטופ
אפליקציה, יישום, תוכנה
קובץ, מסמך
תיקייה, ספרייה
הגדרות, העדפות
בעיה, תקלה
חשבונית, קבלה
מחיר, עלות
לקנות, להזמין
משלוח, שילוח
ביטול, הפסקה
קישור, לינק
אתר, דף אינטרנט
עדכון, שדרוג
להתקין, התקנה
מהר, מהיר`,
  lv: `ieiet, pieteikties, ielogoties
reģistrēties, izveidot kontu
dzēst, noņemt, izdzēst
mainīt, rediģēt, labot
pievienot, izveidot
ieslēgt, aktivizēt
izslēgt, deaktivizēt
epasts, e-pasts
attēls, bilde, foto
video, filma
tālrunis, telefons, mobilais
dators, klēpjdators
lietotne, programma, aplikācija
fails, datne
mape, direktorija
iestatījumi, opcijas
problēma, kļūda
rēķins, pavadzīme
cena, maksa, izmaksas
pirkt, pasūtīt
piegāde, sūtīšana
atcelt, pārtraukt
saite, links
vietne, mājaslapa, tīmekļa vietne
drukāt, izdrukāt
lejupielādēt, ielādēt
atjauninājums, jauninājums`,
  ru: `войти, вход, авторизация, залогиниться
зарегистрироваться, регистрация
удалить, стереть, убрать
изменить, поменять, редактировать, сменить
добавить, создать
включить, активировать
отключить, выключить, деактивировать
пароль, код доступа
почта, email, электронная почта
картинка, изображение, фото, фотография
видео, ролик
телефон, мобильный, смартфон
компьютер, ноутбук
приложение, программа
файл, документ
папка, каталог
настройки, параметры
проблема, неполадка
ошибка, сбой
счёт, квитанция
цена, стоимость
купить, заказать
доставка, пересылка
посылка, отправление
отменить, прервать
напечатать, распечатать
скачать, загрузить
обновление, апдейт
найти, искать, поиск
выбрать, указать
начать, запустить
показать, отобразить
скрыть, спрятать
копировать, скопировать`,
}
