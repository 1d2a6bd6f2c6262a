"""Kanji that are written in more than one way in names, and the one that keys use.

Each group begins with the character of JIS X 0208 that stands for the others when a
file cannot hold them, as the national tax agency folds names in its own files. Groups
join only forms that people use for the same name; 斎 and 斉 stay apart, because 斎藤 and
斉藤 are different surnames.
"""

from __future__ import annotations

_GROUPS = """
高髙 崎﨑嵜 辺邊邉 斎齋 斉齊 浜濱濵 徳德 柳栁桺 沢澤 広廣 国國圀 島嶋嶌 桜櫻
竜龍 滝瀧 恵惠 真眞 静靜 荘莊 関關 円圓 寿壽 実實 栄榮 学學 会會 条條 宝寶寳
万萬 与與 塩鹽 鉄鐵鐡銕 豊豐 峰峯 峡峽 嶽岳 巌巖 検檢 湾灣 蔵藏 蛍螢 薫薰
藪籔薮 蝿蠅 亀龜 鶏鷄雞 緒緖 清淸 晃晄 栃杤 槙槇 桧檜 侭儘 壷壺 壌壤 尭堯 遥遙
瑶瑤 凛凜 頼賴 瀬瀨 礼禮 穂穗 穣穰 館舘 鶴靏靍 郎郞 郷鄕鄉 黒黑 黄黃 横橫 歩步
研硏 毎每 喜㐂 吉𠮷 土圡 曽曾 昇曻 来來 栗㮚 様樣 楽樂 概槪 昂昻 温溫 渉涉
涼凉 輝煇 為爲 瓶甁 産產 稲稻 綱網 緑綠 縁緣 縄繩 聡聰 胆膽 芦蘆 芸藝 茂𦮷
虎乕 虫蟲 覚覺 覧覽 証證 誉譽 読讀 謡謠 賛贊 転轉 錬鍊 録錄 鎌鐮 銭錢 雑雜
霊靈 青靑 頬頰 顕顯 駅驛 駆驅 髪髮 鴎鷗 麹麴 麺麵 黙默 図圖 団團 囲圍 圧壓
売賣 声聲 変變 奥奧 姫姬 嬢孃 宮宫 将將 専專 対對 巣巢 帯帶 帰歸 庁廳 弁辨辯瓣
弥彌 当當 径徑 従從 応應 恒恆 悦悅 戸戶 戯戲 払拂 抜拔 択擇 担擔 拡擴 挙擧
捜搜 摂攝 数數 断斷 旧舊 昼晝 暁曉 暦曆 枢樞 桟棧 権權 歓歡 歴歷 氷冰 沖冲
浄淨 浅淺 済濟 渋澁 湧涌 満滿 焔焰 焼燒 爾尓 状狀 独獨 献獻 畳疊 痩瘦 発發
県縣 砕碎 称稱 粋粹 粛肅 経經 絵繪 継繼 続續 総總 纏纒 缶罐 翻飜 聴聽 舗舖
茎莖 荊荆 蒋蔣 蕊蘂 薗園 衛衞 装裝 触觸 訳譯 豫予 軽輕 辞辭 逓遞 遅遲 酔醉
醸釀 釈釋 閲閱 陥陷 随隨 隠隱 餅餠 騒騷 鰺鯵 麦麥 増增 寛寬 教敎 間閒 桑桒
和咊 曹曺 宜冝 熙凞 風凬 哲喆 裴裵 羨羡 呑吞 剥剝 闘鬪
""".split()  # noqa: SIM905 - three hundred groups read better as a paragraph

# Compatibility forms (神 U+FA19 …) fold to their ordinary form by NFKC before this table is used.
FOLDED: dict[int, str] = {ord(variant): group[0] for group in _GROUPS for variant in group[1:]}
