"""Names of agencies taken apart, their function and their level."""

from __future__ import annotations

import pytest

from taizhang import lexicon
from taizhang.normalise.agencies import (
    Agency,
    agency_function,
    agency_level,
    function_names,
    organisation,
    parse_agency,
)
from taizhang.vocabulary import AGENCY_LEVELS


@pytest.mark.parametrize(
    ("printed", "name", "organ", "function", "level"),
    [
        ("中共临沂市罗庄区文化和旅游局党组", "临沂市罗庄区文化和旅游局", "党组", "文化和旅游", "county"),
        ("沁源县文化和旅游局 党组", "沁源县文化和旅游局", "党组", "文化和旅游", "county"),
        ("沁源县文旅局党组（盖章）", "沁源县文旅局", "党组", "文化和旅游", "county"),
        ("中共沁源县委员会", "沁源县委", "县委", "党委", "county"),
        ("中共沁源县委统战部部务会", "沁源县委统战部", "部务会", "统战", "county"),
        ("沁源县卫生健康委委务会议", "沁源县卫生健康委", "委务会", "卫生健康", "county"),
        ("中共沁源县委", "沁源县委", "县委", "党委", "county"),
        ("中共北京市朝阳区委员会", "北京市朝阳区委", "区委", "党委", "county"),
        ("中共山东省委员会", "山东省委", "省委", "党委", "province"),
        ("中共罗庄区盛庄街道工作委员会", "罗庄区盛庄街道", "党工委", "街道", "township"),
        ("盛庄街道党工委", "盛庄街道", "党工委", "街道", "township"),
        ("中共沁源县中峪乡委员会", "沁源县中峪乡", "党委", "乡镇", "township"),
        ("杨集镇党委、镇政府", "杨集镇", "党委", "乡镇", "township"),
        ("中共沂堂镇贤孝庄村支部委员会", "沂堂镇贤孝庄村", "党支部", "村", "village"),
        ("十里堡社区党总支", "十里堡社区", "党总支", "社区", "village"),
        ("贤孝庄村支部", "贤孝庄村", "党支部", "村", "village"),
        ("中共沁源县第一中学总支部委员会", "沁源县第一中学", "党总支", "学校", "school"),
        ("中共临沂大学委员会", "临沂大学", "党委", "高等学校", "school"),
        ("沁源县人民医院党委", "沁源县人民医院", "党委", "医院", "hospital"),
        ("长治水务集团有限公司党委", "长治水务集团有限公司", "党委", "国有企业", "enterprise"),
        ("中共沁源县委宣传部", "沁源县委宣传部", None, "宣传", "county"),
        ("中共沁源县直属机关工作委员会", "沁源县直属机关工作委员会", None, "机关党建", "county"),
        ("长治经济技术开发区党工委", "长治经济技术开发区", "党工委", "开发区", "county"),
        ("中共长治经济技术开发区工作委员会", "长治经济技术开发区", "党工委", "开发区", "county"),
        ("江苏省财政厅党组", "江苏省财政厅", "党组", "财政", "province"),
        ("国家税务总局沁源县税务局党委", "国家税务总局沁源县税务局", "党委", "税务", "county"),
        ("沁源县人大常委会党组", "沁源县人大常委会", "党组", "人大", "county"),
        ("沁源县卫生健康委员会党组", "沁源县卫生健康委员会", "党组", "卫生健康", "county"),
        ("中共沁源县卫生健康委员会", "沁源县卫生健康委员会", None, "卫生健康", "county"),
        ("县水利局党组", "县水利局", "党组", "水利", "county"),
        ("市财政局机关党委", "市财政局", "机关党委", "财政", "city"),
        ("区教育体育局党委", "区教育体育局", "党委", "教育", "county"),
        ("共青团沁源县委", "共青团沁源县委", None, "共青团", "county"),
        ("最高人民检察院党组", "最高人民检察院", "党组", "检察", "central"),
        ("罗庄区交通运输局党组", "罗庄区交通运输局", "党组", "交通运输", "county"),
        ("沁源县农业农村和水利局党组", "沁源县农业农村和水利局", "党组", "农业农村", "county"),
        ("县委党校", "县委党校", None, "党校", "county"),
        ("沁源县交通投资集团有限公司党支部", "沁源县交通投资集团有限公司", "党支部", "国有企业", "enterprise"),
        ("中共祥云县委巡察工作领导小组办公室", "祥云县委巡察工作领导小组办公室", None, "巡察", "county"),
        ("中共沁源县委办公室", "沁源县委办公室", None, "党委", "county"),
        ("沁源县人民政府办公室党组", "沁源县人民政府办公室", "党组", "政府", "county"),
        ("沁源县委员会", "沁源县委", "县委", "党委", "county"),
        ("中共沁源县委常委会", "沁源县委", "县委", "党委", "county"),
        ("沁源县水利和湖泊局党组", "沁源县水利和湖泊局", "党组", "水利", "county"),
        ("沁源县第二中学支部委员会", "沁源县第二中学", "党支部", "学校", "school"),
        ("长治职业技术学院党委", "长治职业技术学院", "党委", "高等学校", "school"),
        ("沁源农村商业银行股份有限公司党委", "沁源农村商业银行股份有限公司", "党委", "金融", "enterprise"),
        ("山西能源集团（控股）有限公司党委", "山西能源集团（控股）有限公司", "党委", "国有企业", "enterprise"),
        ("沁源县烟草专卖局（营销部）党总支", "沁源县烟草专卖局（营销部）", "党总支", "烟草", "county"),
        (
            "国家税务总局长治高新技术产业开发区税务局党委",
            "国家税务总局长治高新技术产业开发区税务局",
            "党委",
            "税务",
            "county",
        ),
        ("长治经济技术开发区管理委员会党组", "长治经济技术开发区管理委员会", "党组", "开发区", "county"),
        ("沁源县消防救援大队党委", "沁源县消防救援大队", "党委", "消防", "county"),
        ("沁源县供销合作社联合社党组", "沁源县供销合作社联合社", "党组", "供销", "county"),
        ("沁源县残疾人联合会党组", "沁源县残疾人联合会", "党组", "残联", "county"),
        (
            "沁源县发展和改革局（县粮食和物资储备局）党组",
            "沁源县发展和改革局（县粮食和物资储备局）",
            "党组",
            "发展和改革",
            "county",
        ),
        ("沁源县融媒体中心党总支", "沁源县融媒体中心", "党总支", "广播电视", "county"),
        ("沁源县红十字会党组", "沁源县红十字会", "党组", "群团", "county"),
        ("沁源县地方金融服务中心", "沁源县地方金融服务中心", None, "金融", "county"),
        ("沁源县疾病预防控制中心党支部", "沁源县疾病预防控制中心", "党支部", "卫生健康", "county"),
        # organs beside 党组 and 党委
        ("中共沁源县水利局机关委员会", "沁源县水利局", "机关党委", "水利", "county"),
        ("中共沁源县委教育工作委员会", "沁源县委教育工作委员会", None, "教育", "county"),
        ("沁源县纪委监委机关党委", "沁源县纪委监委", "机关党委", "纪检监察", "county"),
        ("中共沁源县纪律检查委员会机关", "沁源县纪律检查委员会机关", None, "纪检监察", "county"),
        ("贤孝庄村党支部、村委会", "贤孝庄村", "党支部", "村", "village"),
        ("盛庄街道党工委、办事处", "盛庄街道", "党工委", "街道", "township"),
        ("内蒙古自治区党委", "内蒙古自治区党委", "党委", "党委", "province"),
        ("兵团第八师石河子市党委", "兵团第八师石河子市党委", "党委", "党委", "city"),
        ("团山西省委", "团山西省委", None, "共青团", "province"),
        ("民盟长治市委", "民盟长治市委", None, "统战", "city"),
        ("沁源县医疗集团党委", "沁源县医疗集团", "党委", "医院", "hospital"),
        ("山西省农业科学院党组", "山西省农业科学院", "党组", "农业农村", "province"),
        ("中共和田地区委员会", "和田地委", "地委", "党委", "city"),
        ("市政协党组", "市政协", "党组", "政协", "city"),
        ("市中区人民检察院党组", "市中区人民检察院", "党组", "检察", "county"),
        ("教育部党组", "教育部", "党组", "教育", "central"),
        ("山西省高级人民法院党组", "山西省高级人民法院", "党组", "法院", "province"),
        ("西安高新区教育局党委", "西安高新区教育局", "党委", "教育", "county"),
        ("兰州新区财政局党组", "兰州新区财政局", "党组", "财政", "city"),
        ("海口海关党委", "海口海关", "党委", "其他", "city"),
        # a place no table knows still shows that it is a county
        ("河阳县水利局党组", "河阳县水利局", "党组", "水利", "county"),
        ("中共河阳县委员会", "河阳县委", "县委", "党委", "county"),
    ],
)
def test_agencies(printed: str, name: str, organ: str | None, function: str, level: str | None) -> None:
    assert parse_agency(printed) == Agency(name, organ)
    assert agency_function(name) == function
    assert agency_level(name) == level


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("文旅局", "文化和旅游局"),
        ("文体广旅局", "文化广电和旅游局"),
        ("卫健委", "卫生健康委员会"),
        ("住建局", "住房和城乡建设局"),
        ("市场监管局", "市场监督管理局"),
        ("人社局", "人力资源和社会保障局"),
        ("发改局", "发展和改革局"),
        ("国土资源局", "自然资源和规划局"),
        ("环保局", "生态环境局"),
        ("安监局", "应急管理局"),
        ("工商局", "市场监督管理局"),
        ("卫计局", "卫生健康局"),
        ("民宗局", "民族宗教事务局"),
        ("城管局", "城市管理局"),
        ("国税局", "税务局"),
        ("扶贫办", "农业农村局"),
        ("医保局", "医疗保障局"),
        ("水务局", "水利局"),
        ("大数据局", "行政审批服务管理局"),
        ("文广新局", "文化和旅游局"),
        ("旅游局", "文化和旅游局"),
        ("食药监局", "市场监督管理局"),
        ("质监局", "市场监督管理局"),
        ("资规局", "自然资源局"),
        ("计生局", "卫生健康局"),
        ("经信局", "工业和信息化局"),
        ("林草局", "林业局"),
        ("退役军人局", "退役军人事务局"),
    ],
)
def test_short_and_former_names_share_the_function_of_the_present_one(short: str, full: str) -> None:
    assert agency_function("沁源县" + short) == agency_function("沁源县" + full) is not None


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("沁源县教育体育局", "教育"),
        ("沁源县科技和工业信息化局", "科技"),
        ("沁源县文化广电和旅游局", "文化和旅游"),
        ("沁源县住房和城乡建设交通局", "住房和城乡建设"),
        ("沁源县农业农村水利局", "农业农村"),
        ("沁源县商务和粮食局", "商务"),
        ("沁源县经济和科技局", "工业和信息化"),
    ],
)
def test_of_a_merged_bureau_the_first_named_function(name: str, function: str) -> None:
    assert agency_function(name) == function


@pytest.mark.parametrize(
    ("name", "function"),
    [
        # the government's office for something is that, not the government
        ("沁源县人民政府信访局", "信访"),
        ("沁源县委沁源县人民政府信访局", "信访"),
        ("沁源县人民政府", "政府"),
        ("沁源县政府", "政府"),
        ("沁源县政府采购中心", "财政"),
        ("长治高新区管委会财政局", "财政"),
        # what stands at the end decides, whatever field stands before it
        ("太原铁路运输检察院", "检察"),
        ("武汉海事法院", "法院"),
        ("沁源县森林公安局", "公安"),
        ("沁源县教育工会", "工会"),
        ("沁源县交通警察大队", "公安"),
        # a region is no organisation
        ("广州市黄埔区", None),
        ("沁源县", None),
    ],
)
def test_which_of_several_words_decides(name: str, function: str | None) -> None:
    assert agency_function(name) == function


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("沁源县沁河镇纪委", "township"),
        ("沁源县沁河镇财政所", "township"),
        ("沁源县城乡建设办公室", "county"),
        ("许昌市魏都区文峰办事处", "township"),
        ("沁源县驻京办事处", "county"),
        ("长江水利委员会", "central"),
        ("吉林财政厅", "province"),
    ],
)
def test_levels_that_the_end_of_a_name_tells(name: str, level: str) -> None:
    assert agency_level(name) == level


def test_of_two_that_sign_together_the_first_is_the_agency() -> None:
    assert parse_agency("中共沁源县委、沁源县人民政府") == Agency("沁源县委", "县委")
    assert parse_agency("中共沁源县委、县政府") == Agency("沁源县委", "县委")


@pytest.mark.parametrize(
    ("name", "end", "full"),
    [
        ("沁源县文旅局", 3, "沁源县文化和旅游局"),
        ("县文旅局", 0, "县文化和旅游局"),
        ("长治市卫健委", 3, "长治市卫生健康委员会"),
        ("市市场监管局", 0, "市市场监督管理局"),
        ("市场监管局", 0, "市场监督管理局"),
        # no single full form, or a full name already
        ("沁源县文广新局", 3, "沁源县文广新局"),
        ("沁源县文化和旅游局", 3, "沁源县文化和旅游局"),
        ("沁源县文旅局下属中心", 3, "沁源县文旅局下属中心"),
    ],
)
def test_short_names_spelled_out(name: str, end: int, full: str) -> None:
    assert organisation(name, end) == full


def test_the_list_of_functions_is_closed_and_levels_are_words_of_the_schema() -> None:
    names = function_names()
    assert len(names) == len(set(names))
    for name in ("沁源县财政局", "沁源县第一中学", "文化路街道", "沁源县人民医院", "某公司"):
        assert agency_function(name) in names
        assert agency_level(name) in AGENCY_LEVELS
    assert agency_function("某某") is None


def test_the_closed_list_holds_what_annotators_use() -> None:
    agreed = [
        "水利",
        "教育",
        "卫生健康",
        "文化和旅游",
        "财政",
        "公安",
        "法院",
        "检察",
        "住房和城乡建设",
        "自然资源",
        "交通运输",
        "农业农村",
        "市场监督管理",
        "民政",
        "人力资源和社会保障",
        "医疗保障",
        "审计",
        "统计",
        "应急管理",
        "生态环境",
        "林业",
        "商务",
        "科技",
        "发展和改革",
        "工业和信息化",
        "司法行政",
        "退役军人事务",
        "城市管理",
        "行政审批",
        "国有资产监督管理",
        "税务",
        "气象",
        "档案",
        "供销",
        "残联",
        "工会",
        "妇联",
        "共青团",
        "党委",
        "纪检监察",
        "组织",
        "宣传",
        "统战",
        "政法",
        "机关事务",
        "乡镇",
        "街道",
        "村",
        "社区",
        "国有企业",
        "高等学校",
        "学校",
        "医院",
        "开发区",
        "金融",
        "烟草",
        "邮政",
        "体育",
        "广播电视",
        "消防",
        "粮食和物资储备",
        "其他",
    ]
    assert set(agreed) <= set(function_names())


def test_an_organisation_that_the_list_does_not_know_is_other() -> None:
    assert agency_function("沁源县某某服务中心") == "其他"
    assert agency_function("沁源县国家保密局") == "其他"


def test_a_county_level_city_is_a_county() -> None:
    assert agency_level("诸城市财政局") == "county"
    assert agency_level("市财政局", "county") == "county"
    assert agency_level("临沂市财政局") == "city"


def test_no_word_stands_for_two_functions() -> None:
    words = [word for entry in lexicon.load("functions")["function"] for word in entry["words"]]
    assert len(words) == len(set(words))
    assert set(lexicon.load("functions")["yielding"]["words"]) <= {*words, "委办公室"}
