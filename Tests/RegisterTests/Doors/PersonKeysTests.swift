import CaseStore
import Mediation
import Testing

@testable import Register

@Suite("By what a person is recognised")
struct PersonKeysTests {
    private let keys = PersonKeys(secret: Array("secret".utf8))

    @Test(
        "names that sound the same have one sound",
        arguments: [("张伟", "章炜"), ("欧阳 娜娜", "欧阳娜娜"), ("蓟州（样例）公司", "蓟州(样例) 公司"), ("Smith", "smith")])
    func sameSound(one: String, other: String) {
        #expect(PersonKeys.sound(of: one) == PersonKeys.sound(of: other))
        #expect(!PersonKeys.sound(of: one).isEmpty)
    }

    @Test("names that sound otherwise do not, nor do characters of one sound in another order")
    func otherSound() {
        #expect(PersonKeys.sound(of: "张伟") != PersonKeys.sound(of: "伟张"))
        #expect(PersonKeys.sound(of: "王芳") != PersonKeys.sound(of: "黄芳"))
    }

    @Test("a telephone is its digits, with or without the code of the country; a short one is none")
    func phones() {
        func phone(_ text: String) -> String? { PersonKeys.value(.phone, of: Particulars(name: "x", phone: text)) }
        #expect(phone("+86 138-0000-0000") == "13800000000")
        #expect(phone("13800000000") == "13800000000")
        #expect(phone("12345") == nil)
    }

    @Test("equal persons have equal keys under one secret and others under another; no key holds the text")
    func keyed() {
        let person = Particulars(name: "样例甲", identity: "11010119900307799x", phone: "13800000000")
        let found = keys.keys(of: person)
        #expect(found.map(\.first) == [1, 2, 3])
        #expect(found.allSatisfy { $0.count == 17 })
        #expect(
            keys.keys(of: Particulars(name: "样例甲", identity: "11010119900307799X", phone: "138 0000 0000")) == found)
        #expect(Set(PersonKeys(secret: [1]).keys(of: person)).isDisjoint(with: found))
        #expect(keys.keys(of: Particulars(name: "")).isEmpty)
    }

    @Test("the keyed hash is HMAC-SHA256 of RFC 4231, cases 2 and 6")
    func vectors() {
        #expect(
            KeyedHash(key: Array("Jefe".utf8))("what do ya want for nothing?").hexadecimal
                == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
        #expect(
            KeyedHash(key: [UInt8](repeating: 0xAA, count: 131))(
                "Test Using Larger Than Block-Size Key - Hash Key First"
            )
            .hexadecimal == "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54")
    }
}
