"""Words by which a line says that a date is of a publication or of a change, in the languages we
read.
"""

from __future__ import annotations

import re

PUBLISHED = re.compile(
    r"发布|發布|發佈|发表|發表|公布|刊发|成文|上传|时间|時間|日期|公開|掲載|配信|입력|등록|publish|posted|veröffentlich|"
    r"erschienen|gepostet|erstellt|datum|stand\b|vom\b|"
    r"publié|publicad[oa]|pubblicat|опубликован|дата|geplaatst|publicerad|publisert|udgivet|"
    r"yayın|fecha|date\b|created|first\b|submitted by|gespeichert von|soumis par|enviado por|"
    r"出版|승인|발행|опубліков|публикуван|објављено|објавено|апублікавана|opublikow|data publikacji|publikován|"
    r"vydáno|publikované|objavljeno|megjelent|közzétéve|publicat\b|publicat[ăo]|julkaistu|paskelbta|publicēts|"
    r"avaldatud|δημοσίευσ|δημοσιεύτ|פורסם|نُشر|نشر في|تاريخ النشر|تاریخ انتشار|diterbitkan|tayang\b|ngày đăng|"
    r"เผยแพร่|प्रकाशित|প্রকাশ\b|প্রকাশিত|imechapishwa",
    re.IGNORECASE,
)
# What in a line about an article speaks of its change, or of another article's
# dates.
UPDATED = re.compile(
    r"更新|修改|编辑于|編輯於|修正|수정|update|modified|revised|edited|aktualisiert|geändert|"
    r"letzte änderung|mis à jour|modifié|maj\b|actualizado|actualización|atualizado|"
    r"aggiorna(?:t|ment)|обновлен|изменен|bijgewerkt|senast ändrad|uppdaterad|oppdatert|opdateret|güncelle|"
    r"оновлен|актуализир|ажурирано|абноўлена|aktualizac|aktualizov|aktualizacja|ažurirano|izmenjeno|posodobljeno|"
    r"frissít|módosít|actualizat|päivitetty|atnaujinta|atjaunot|uuendatud|muudetud|ενημέρωση|ενημερώθηκε|עודכן|"
    r"آخر تحديث|تم التحديث|به‌?روزرسانی|diperbarui|cập nhật|อัปเดต|อัพเดต|ปรับปรุง|अपडेट|আপডেট|হালনাগাদ",
    re.IGNORECASE,
)
# Either of them, as a part of other expressions.
ANNOUNCED = f"{PUBLISHED.pattern}|{UPDATED.pattern}"
